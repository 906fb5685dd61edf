// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import studio.bonsai.engine.sampling.Sampler;
import studio.bonsai.engine.vae.Posterior;

/** From a picture made noisy (SDEdit, Meng et al. 2021, arXiv 2108.01073). */
final class ImageToImage {
  private ImageToImage() {}

  /**
   * Draws in the order in which diffusers draws: the posterior's sample, then the noise.
   *
   * @param picture [1, 3, H, W] in [-1, 1], float32, the same for the whole batch
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

  /**
   * Encodes a picture once and draws from its posterior for each picture of the batch.
   *
   * @param picture [1, 3, H, W] in [-1, 1], float32
   * @return [B, C, h, w], float32
   */
  static NDArray encode(
      NDManager owner, PictureNoise noise, CarefulAutoencoder autoencoder, NDArray picture) {
    try (NDManager scope = owner.newSubManager();
        Posterior posterior = autoencoder.encode(picture)) {
      NDArray mean = Float32.of(posterior.mean(), scope);
      NDArray deviation = Float32.of(posterior.deviation(), scope);
      Shape one = mean.getShape();
      NDArray draw =
          noise
              .source()
              .normal(scope, new Shape(noise.pictures(), one.get(1), one.get(2), one.get(3)));
      NDArray sample = new Posterior(mean, deviation).sample(draw);
      sample.attach(owner);
      return sample;
    }
  }
}
