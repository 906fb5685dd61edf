// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import studio.bonsai.engine.sampling.Sampler;

/** From pure noise. */
final class TextToImage {
  private TextToImage() {}

  static Start start(NDManager owner, Sampler sampler, PictureNoise noise, Shape latent) {
    NDArray drawn = noise.latent(owner, latent);
    NDArray scaled = drawn.mul((float) sampler.initNoiseSigma());
    drawn.close();
    return new Start(scaled, 0);
  }
}
