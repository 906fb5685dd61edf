// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

import studio.bonsai.engine.kernels.Kernels;

/** Something to be learnt: weights, and objectives over them. */
public interface Lesson {
  /** What is changed. */
  MasterWeights weights();

  /**
   * An objective for one worker.
   *
   * @param leaves the worker's view of the weights
   * @param kernels the worker's own
   */
  Objective objective(Leaves leaves, Kernels kernels);
}
