// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.vae;

import ai.djl.ndarray.NDArray;

/**
 * The Gaussian that a picture is encoded to, in the latent's scale.
 *
 * @param mean [B, C, H/f, W/f], times the scaling factor
 * @param deviation the standard deviation, times the scaling factor
 */
public record Posterior(NDArray mean, NDArray deviation) implements AutoCloseable {
  /**
   * A draw of the latent.
   *
   * @param noise standard normal, shaped as the mean; more than one draw of one mean in a batch
   */
  public NDArray sample(NDArray noise) {
    try (NDArray scaled = deviation.mul(noise)) {
      return mean.add(scaled);
    }
  }

  @Override
  public void close() {
    mean.close();
    deviation.close();
  }
}
