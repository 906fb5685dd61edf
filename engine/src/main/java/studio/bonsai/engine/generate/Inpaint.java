// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import studio.bonsai.engine.sampling.Sampler;

/**
 * Paints anew where the mask is 1. A network of 4 channels gets what is kept put back after every
 * step, as noisy as it then should be; one of 9 channels sees the mask and the masked picture.
 */
final class Inpaint {
  private final NDManager owner;
  private final Sampler sampler;
  private final PictureNoise noise;
  private final CarefulAutoencoder autoencoder;

  /**
   * @param owner of everything that the run needs until its end
   */
  Inpaint(NDManager owner, Sampler sampler, PictureNoise noise, CarefulAutoencoder autoencoder) {
    this.owner = owner;
    this.sampler = sampler;
    this.noise = noise;
    this.autoencoder = autoencoder;
  }

  /**
   * Draws in the order in which diffusers draws: the picture's sample (a network of 9 channels does
   * without at full strength), the noise, the masked picture's sample.
   *
   * @param picture [1, 3, H, W] in [-1, 1], float32
   * @param mask [1, 1, H, W] of 0 and 1, float32
   * @param nineChannels whether the network is made for inpainting
   * @param strength 0 to 1
   */
  Start start(NDArray picture, NDArray mask, boolean nineChannels, double strength) {
    NDArray original =
        nineChannels && strength == 1
            ? null
            : ImageToImage.encode(owner, noise, autoencoder, picture);
    NDArray drawn = noise.latent(owner, latentShape(picture));
    NDArray maskedLatent = encodeMasked(picture, mask);
    NDArray small = shrink(mask);
    int first = strength == 1 ? 0 : sampler.startIndex(strength);
    NDArray latent =
        strength == 1
            ? drawn.mul((float) sampler.initNoiseSigma())
            : ImageToImage.noisy(sampler, original, drawn, first);
    return nineChannels
        ? new Start(latent, first, extraChannels(small, maskedLatent), (x, next) -> x)
        : new Start(latent, first, null, putBack(original, drawn, small));
  }

  private Shape latentShape(NDArray picture) {
    int factor = autoencoder.config().factor();
    Shape shape = picture.getShape();
    return new Shape(
        noise.pictures(),
        autoencoder.config().latentChannels(),
        shape.get(2) / factor,
        shape.get(3) / factor);
  }

  /** Latent of the picture with grey (zero) where it is painted anew. */
  private NDArray encodeMasked(NDArray picture, NDArray mask) {
    try (NDManager scope = owner.newSubManager()) {
      NDArray keep = mask.neg().add(1);
      keep.attach(scope);
      NDArray kept = picture.mul(keep);
      kept.attach(scope);
      return ImageToImage.encode(owner, noise, autoencoder, kept);
    }
  }

  /** Every factor-th pixel: the nearest neighbour, as torch's interpolate takes it. */
  private NDArray shrink(NDArray mask) {
    int factor = autoencoder.config().factor();
    NDArray small = mask.get(":, :, ::" + factor + ", ::" + factor).toType(DataType.FLOAT32, true);
    small.attach(owner);
    return small;
  }

  private NDArray extraChannels(NDArray small, NDArray maskedLatent) {
    NDArray repeated = small.repeat(0, maskedLatent.getShape().get(0));
    NDArray both = NDArrays.concat(new NDList(repeated, maskedLatent), 1);
    both.attach(owner);
    return both;
  }

  private Denoising.AfterStep putBack(NDArray original, NDArray drawn, NDArray small) {
    return (latent, next) -> {
      NDManager holder = latent.getManager();
      try (NDManager scope = holder.newSubManager()) {
        NDArray proper =
            next < sampler.calls() ? sampler.addNoise(original, drawn, next) : original.duplicate();
        proper.attach(scope);
        latent.attach(scope);
        NDArray mixed = proper.mul(small.neg().add(1)).add(latent.mul(small));
        mixed.attach(holder);
        return mixed;
      }
    };
  }
}
