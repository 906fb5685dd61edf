// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import ai.djl.ndarray.NDArray;

/**
 * Where a run begins.
 *
 * @param latent [B, C, h, w], as noisy as the first index wants it
 * @param firstIndex of the sampler
 * @param extraChannels [B, 5, h, w] that an inpainting network sees beside the latent, or null
 * @param afterStep what is put back after each step
 */
record Start(NDArray latent, int firstIndex, NDArray extraChannels, Denoising.AfterStep afterStep) {

  /** Nothing beside the latent. */
  Start(NDArray latent, int firstIndex) {
    this(latent, firstIndex, null, (x, next) -> x);
  }
}
