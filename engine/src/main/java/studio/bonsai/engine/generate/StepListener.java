// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import ai.djl.ndarray.NDArray;

/** Hears of every step while a latent is made. */
@FunctionalInterface
interface StepListener {
  /**
   * @param done network calls made so far, 1 to total
   * @param total network calls of this run
   * @param latent [B, C, h, w], where the next step begins
   * @param original [B, C, h, w], the clean latent as foreseen now; closed after the call
   */
  void onStep(int done, int total, NDArray latent, NDArray original);
}
