// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import studio.bonsai.engine.TrainingSettings.Noise;
import studio.bonsai.engine.kernels.Recording;
import studio.bonsai.engine.sampling.NoiseSchedule;
import studio.bonsai.engine.sampling.PredictionType;
import studio.bonsai.engine.sampling.SchedulerConfig;
import studio.bonsai.engine.vae.Autoencoder;
import studio.bonsai.engine.vae.Posterior;

/** From captioned pictures to what the network sees: latents, noise, time, text. */
public final class Preparation {
  private final NoiseSchedule schedule;
  private final PredictionType prediction;
  private final Noise settings;
  private final DataType activations;
  private final Autoencoder autoencoder;
  private final CaptionReader captions;

  /**
   * @param autoencoder for batches of pixels; it is not trained
   * @param activations the type that the U-Net computes in
   */
  public Preparation(
      SchedulerConfig scheduler,
      Noise settings,
      DataType activations,
      Autoencoder autoencoder,
      CaptionReader captions) {
    schedule = scheduler.noiseSchedule();
    prediction = scheduler.prediction();
    this.settings = settings;
    this.activations = activations;
    this.autoencoder = autoencoder;
    this.captions = captions;
  }

  /** Draws what there is to draw; nothing is recorded but the reading of captions, if it learns. */
  public NoisyBatch prepare(TrainingBatch batch, Draws draws, StepScope scope) {
    NDManager manager = scope.manager();
    NDArray latent = scope.recording().paused(() -> latent(batch, draws, manager));
    int[] timesteps = draws.timesteps(schedule.length());
    NDArray noise = noise(latent.getShape(), draws, manager);
    NDArray noisy = schedule.addNoise(latent, noise, timesteps);
    NDArray target = schedule.target(prediction, latent, noise, timesteps);
    return new NoisyBatch(
        noisy.toType(activations, false),
        manager.create(timesteps).toType(DataType.FLOAT32, false),
        captions.read(batch, draws.chosen("captions", settings.textDropout()), activations, scope),
        target,
        settings.minSnrGamma().isPresent()
            ? Optional.of(weights(settings.minSnrGamma(), timesteps, manager))
            : Optional.empty());
  }

  private NDArray latent(TrainingBatch batch, Draws draws, NDManager manager) {
    Posterior posterior =
        batch.posterior().orElseGet(() -> autoencoder.encode(batch.pixels().orElseThrow()));
    long[] shape = posterior.mean().getShape().getShape();
    NDArray noise = draws.normal(manager, "posterior", Arrays.copyOfRange(shape, 1, shape.length));
    NDArray sample = posterior.sample(noise.toType(posterior.mean().getDataType(), false));
    NDArray exact = sample.toType(DataType.FLOAT32, false);
    exact.attach(manager);
    return exact;
  }

  private NDArray noise(Shape shape, Draws draws, NDManager manager) {
    NDArray noise = draws.normal(manager, "noise", shape.get(1), shape.get(2), shape.get(3));
    if (settings.offset() == 0) {
      return noise;
    }
    NDArray one = draws.normal(manager, "offset", shape.get(1), 1, 1);
    return noise.add(Recording.times(one, settings.offset()));
  }

  /** Hang et al. 2023, equation 8; for the velocity divided by SNR + 1, as diffusers does. */
  private NDArray weights(OptionalDouble gamma, int[] timesteps, NDManager manager) {
    float[] weights = new float[timesteps.length];
    for (int i = 0; i < weights.length; i++) {
      double alpha = schedule.alphaCumprod(timesteps[i]);
      double snr = alpha / (1 - alpha);
      double clipped = Math.min(snr, gamma.getAsDouble());
      weights[i] =
          (float)
              switch (prediction) {
                case EPSILON -> clipped / snr;
                case V_PREDICTION -> clipped / (snr + 1);
                case SAMPLE -> clipped;
              };
    }
    return manager.create(weights);
  }
}
