// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import studio.bonsai.engine.sampling.Sampler;
import studio.bonsai.engine.vae.Posterior;

/** From a picture made noisy (SDEdit, Meng et al. 2021, arXiv 2108.01073). */
final class ImageToImage {
  private ImageToImage() {}

  /**
   * Draws in the order in which diffusers draws: the posterior's sample, then the noise.
   *
   * @param picture [B, 3, H, W] in [-1, 1], float32
   * @param strength 0 to 1
   */
  static Start start(
      NDManager owner,
      Sampler sampler,
      PictureNoise noise,
      CarefulAutoencoder autoencoder,
      NDArray picture,
      double strength) {
    int first = sampler.startIndex(strength);
    try (NDArray original = encode(owner, noise, autoencoder, picture);
        NDArray drawn = noise.latent(owner, original.getShape())) {
      return new Start(noisy(sampler, original, drawn, first), first);
    }
  }

  /** As noisy as a run from that index wants it; not at all where no step is left. */
  static NDArray noisy(Sampler sampler, NDArray original, NDArray noise, int index) {
    return index < sampler.calls()
        ? sampler.addNoise(original, noise, index)
        : original.duplicate();
  }

  /** A draw from the picture's posterior: [B, C, h, w], float32. */
  static NDArray encode(
      NDManager owner, PictureNoise noise, CarefulAutoencoder autoencoder, NDArray picture) {
    try (NDManager scope = owner.newSubManager();
        Posterior posterior = autoencoder.encode(picture)) {
      NDArray mean = Float32.of(posterior.mean(), scope);
      NDArray deviation = Float32.of(posterior.deviation(), scope);
      NDArray draw = noise.source().normal(scope, mean.getShape());
      NDArray sample = new Posterior(mean, deviation).sample(draw);
      sample.attach(owner);
      return sample;
    }
  }
}
