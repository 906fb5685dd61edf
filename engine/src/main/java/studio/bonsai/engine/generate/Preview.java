// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import ai.djl.ndarray.NDArray;

/** Makes a small picture of a latent, quickly. */
@FunctionalInterface
interface Preview {
  /**
   * @param latent [B, C, h, w] float32
   * @return [B, 3, H, W], nominally in [-1, 1]
   */
  NDArray decode(NDArray latent);
}
