// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.vae;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import studio.bonsai.engine.kernels.Kernel;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.kernels.Recording;
import studio.bonsai.engine.weights.ParameterSource;

/**
 * Pictures in [-1, 1] to latents and back (Kingma and Welling's autoencoder as Rombach et al. 2022
 * use it). Latents on this class's outside are scaled: what samplers and networks see.
 */
public final class Autoencoder {
  private final AutoencoderConfig config;
  private final Encoder encoder;
  private final Decoder decoder;
  private final Kernel posterior;

  /**
   * @param source tensors under diffusers' names
   */
  public Autoencoder(AutoencoderConfig config, ParameterSource source, Kernels kernels) {
    this.config = config;
    encoder = new Encoder(config, source, kernels);
    decoder = new Decoder(config, source, kernels);
    posterior = kernels.load("posterior");
  }

  /**
   * @param picture [B, 3, H, W] in [-1, 1]; height and width are multiples of the factor
   */
  public Posterior encode(NDArray picture) {
    try (NDManager scope = picture.getManager().newSubManager()) {
      NDArray moments = encoder.forward(picture);
      moments.attach(scope);
      // As diffusers' DiagonalGaussianDistribution, which clamps the logarithm of the variance.
      NDList halves = posterior.callMany("moments", moments);
      halves.attach(scope);
      NDArray mean = Recording.times(halves.get(0), config.scalingFactor());
      NDArray scaled = Recording.times(halves.get(1), config.scalingFactor());
      mean.attach(picture.getManager());
      scaled.attach(picture.getManager());
      return new Posterior(mean, scaled);
    }
  }

  /**
   * @param latent [B, C, h, w]
   * @return [B, 3, h*f, w*f], nominally in [-1, 1], not clipped
   */
  public NDArray decode(NDArray latent) {
    try (NDArray unscaled = Recording.times(latent, 1 / config.scalingFactor())) {
      return decoder.forward(unscaled);
    }
  }

  /**
   * As {@link #decode}, tile by tile: bounded memory for pictures of any size.
   *
   * @param tile side of a tile in latent pixels; neighbours overlap by a quarter and are blended
   */
  public NDArray decodeTiled(NDArray latent, int tile) {
    return new TiledDecoder(this, tile).decode(latent);
  }

  public AutoencoderConfig config() {
    return config;
  }

  /** Multiply-accumulate operations of decoding one picture of that size in pixels. */
  public long decodeMacs(int height, int width) {
    return decoder.macs(height, width);
  }
}
