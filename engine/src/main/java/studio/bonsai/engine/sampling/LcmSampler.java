// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import static studio.bonsai.engine.sampling.NoiseSchedule.root;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * Multistep sampling of latent consistency models: Luo et al. 2023, arXiv 2310.04378, Algorithm 3.
 */
final class LcmSampler extends Sampler {
  private static final float SIGMA_DATA = 0.5f;

  private final NoiseSchedule schedule;

  LcmSampler(SamplerSettings settings, NoiseSchedule schedule, int steps) {
    super(settings, steps, timesteps(schedule.length(), settings.lcmOriginalSteps(), steps));
    this.schedule = schedule;
    checkTimesteps(schedule);
  }

  /** Evenly among those of the schedule that the model was distilled on, the highest first. */
  private static double[] timesteps(int length, int originalSteps, int steps) {
    int original = Math.min(originalSteps, length);
    if (steps > original) {
      throw new IllegalArgumentException(
          "a latent consistency model takes at most " + original + " steps, got " + steps);
    }
    int stride = length / original;
    double[] timesteps = new double[steps];
    for (int i = 0; i < steps; i++) {
      int place = (int) (i * ((double) original / steps));
      timesteps[i] = (double) (original - place) * stride - 1;
    }
    return timesteps;
  }

  @Override
  public NDArray addNoise(NDArray original, NDArray noise, int index) {
    return schedule.addNoise(original, noise, trained(index));
  }

  @Override
  Step advance(int index, NDArray output, NDArray latent, NoiseSource noise) {
    float a = schedule.alphaCumprod(trained(index));
    NDArray predicted =
        settings()
            .clip()
            .apply(
                NoiseSchedule.original(
                    settings().prediction(), output, latent, root(a), root(1 - a)));
    float scaled = trained(index) * (float) settings().lcmTimestepScaling();
    float spread = scaled * scaled + SIGMA_DATA * SIGMA_DATA;
    float skip = SIGMA_DATA * SIGMA_DATA / spread;
    float out = scaled / root(spread);
    NDArray denoised = predicted.mul(out).add(latent.mul(skip));
    if (index == calls() - 1) {
      return new Step(denoised, denoised.duplicate());
    }
    float aTo = schedule.alphaCumprod(trained(index + 1));
    NDArray draw = noise.normal(latent.getManager(), latent.getShape());
    return new Step(denoised.mul(root(aTo)).add(draw.mul(root(1 - aTo))), denoised);
  }

  @Override
  List<History> histories() {
    return List.of();
  }
}
