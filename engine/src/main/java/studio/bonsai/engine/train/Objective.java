// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

/** How far the networks are from what they shall learn. Used by one worker alone. */
@FunctionalInterface
public interface Objective {
  /**
   * Computes the loss of some pictures, within a recording.
   *
   * @param batch the worker's part; its arrays are on the device
   * @param draws what is random in this step, for this part
   * @param scope to be closed by the caller; owns everything that is computed
   */
  LossTerms loss(TrainingBatch batch, Draws draws, StepScope scope);
}
