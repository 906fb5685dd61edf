// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import ai.djl.ndarray.NDArray;

/** The network as the samplers see it, guidance included. */
@FunctionalInterface
public interface Denoiser {
  /**
   * Predicts what the model's {@link PredictionType} says.
   *
   * @param latent [B, C, H, W], already scaled by {@link Sampler#scaleInput}
   * @param timestep between 0 and the training's last; fractions occur (Euler, Heun)
   * @return [B, C, H, W]
   */
  NDArray predict(NDArray latent, double timestep);
}
