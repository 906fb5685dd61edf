// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * How much of the signal is left at each timestep of the training, and what follows from it: {@code
 * x_t = sqrt(a_t) x_0 + sqrt(1 - a_t) noise} (Ho et al. 2020, arXiv 2006.11239, equation 4).
 */
public final class NoiseSchedule {
  /** Stands for 0 where a sigma must stay finite: the smallest positive half precision number. */
  private static final float SMALLEST_ALPHA = 0x1p-24f;

  private final float[] alphasCumprod;
  private final boolean zeroTerminalSnr;

  NoiseSchedule(BetaSchedule betas) {
    alphasCumprod = betas.alphasCumprod();
    zeroTerminalSnr = betas.zeroTerminalSnr();
  }

  /** Number of timesteps of the training. */
  public int length() {
    return alphasCumprod.length;
  }

  /**
   * Share of the signal's variance left at a timestep, from almost 1 down to almost (or, with zero
   * terminal SNR, exactly) 0.
   *
   * @param timestep 0 to length - 1
   */
  public float alphaCumprod(int timestep) {
    if (timestep < 0 || timestep >= alphasCumprod.length) {
      throw new IllegalArgumentException(
          "timestep must be 0 to " + (alphasCumprod.length - 1) + ", got " + timestep);
    }
    return alphasCumprod[timestep];
  }

  /** Noise over signal at every timestep, {@code sqrt((1 - a) / a)}, ascending and finite. */
  float[] sigmas() {
    float[] squares = new float[alphasCumprod.length];
    for (int i = 0; i < squares.length; i++) {
      boolean empty = zeroTerminalSnr && i == squares.length - 1;
      float alpha = empty ? SMALLEST_ALPHA : alphasCumprod[i];
      squares[i] = (1 - alpha) / alpha;
    }
    return BetaSchedule.roots(squares);
  }

  /**
   * The latent that training shows the network: every picture of a batch at its own timestep.
   *
   * @param original [B, ...] clean latents
   * @param noise [B, ...] standard normal
   * @param timesteps one, or one a picture
   * @return [B, ...], owned by the manager of the original
   */
  public NDArray addNoise(NDArray original, NDArray noise, int... timesteps) {
    return mix(original, noise, false, timesteps);
  }

  /**
   * What a network of {@link PredictionType#V_PREDICTION} is trained to say: {@code sqrt(a) noise -
   * sqrt(1 - a) x0}.
   *
   * @return [B, ...], owned by the manager of the original
   */
  public NDArray velocity(NDArray original, NDArray noise, int... timesteps) {
    return mix(original, noise, true, timesteps);
  }

  /**
   * What a network of the given kind is trained to say about a noisy latent.
   *
   * @return [B, ...], a new array owned by the manager of the original
   */
  public NDArray target(PredictionType type, NDArray original, NDArray noise, int... timesteps) {
    return switch (type) {
      case EPSILON -> Scope.compute(noise::duplicate, original, noise);
      case SAMPLE -> original.duplicate();
      case V_PREDICTION -> velocity(original, noise, timesteps);
    };
  }

  /**
   * The clean latent that a prediction implies.
   *
   * @param latent [B, ...] at the given timestep
   * @return [B, ...], a new array owned by the manager of the latent
   */
  public NDArray original(PredictionType type, NDArray prediction, NDArray latent, int timestep) {
    float alpha = alphaCumprod(timestep);
    return Scope.compute(
        () -> original(type, prediction, latent, root(alpha), root(1 - alpha)), latent, prediction);
  }

  /**
   * The noise that a prediction implies.
   *
   * @param latent [B, ...] at the given timestep
   * @return [B, ...], a new array owned by the manager of the latent
   */
  public NDArray noise(PredictionType type, NDArray prediction, NDArray latent, int timestep) {
    float alpha = alphaCumprod(timestep);
    return Scope.compute(
        () -> noise(type, prediction, latent, root(alpha), root(1 - alpha)), latent, prediction);
  }

  /**
   * The clean latent where {@code latent = alpha original + sigma noise}, alpha^2 + sigma^2 = 1.
   */
  static NDArray original(
      PredictionType type, NDArray prediction, NDArray latent, float alpha, float sigma) {
    return switch (type) {
      case SAMPLE -> prediction.duplicate();
      case EPSILON -> latent.sub(prediction.mul(sigma)).div(alpha);
      case V_PREDICTION -> latent.mul(alpha).sub(prediction.mul(sigma));
    };
  }

  /** The noise where {@code latent = alpha original + sigma noise}, alpha^2 + sigma^2 = 1. */
  static NDArray noise(
      PredictionType type, NDArray prediction, NDArray latent, float alpha, float sigma) {
    return switch (type) {
      case SAMPLE -> latent.sub(prediction.mul(alpha)).div(sigma);
      case EPSILON -> prediction.duplicate();
      case V_PREDICTION -> prediction.mul(alpha).add(latent.mul(sigma));
    };
  }

  private NDArray mix(NDArray original, NDArray noise, boolean velocity, int... timesteps) {
    return Scope.compute(
        () -> {
          NDArray signal = coefficients(original, false, timesteps);
          NDArray sigma = coefficients(original, true, timesteps);
          return velocity
              ? signal.mul(noise).sub(sigma.mul(original))
              : signal.mul(original).add(sigma.mul(noise));
        },
        original,
        noise);
  }

  /** sqrt(a) or sqrt(1 - a) of each timestep, shaped to multiply a batch. */
  private NDArray coefficients(NDArray batch, boolean ofNoise, int... timesteps) {
    if (timesteps.length != 1 && timesteps.length != batch.getShape().get(0)) {
      throw new IllegalArgumentException(
          "one timestep, or one a picture: got "
              + timesteps.length
              + " for a batch of shape "
              + batch.getShape());
    }
    float[] values = new float[timesteps.length];
    for (int i = 0; i < values.length; i++) {
      float alpha = alphaCumprod(timesteps[i]);
      values[i] = root(ofNoise ? 1 - alpha : alpha);
    }
    long[] shape = new long[batch.getShape().dimension()];
    Arrays.fill(shape, 1);
    shape[0] = values.length;
    // A cast leaves float32 alone; half precision latents stay half precision.
    return batch.getManager().create(values, new Shape(shape)).toType(batch.getDataType(), false);
  }

  static float root(float x) {
    return (float) Math.sqrt(x);
  }
}
