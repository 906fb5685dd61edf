// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import static studio.bonsai.engine.sampling.NoiseSchedule.root;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** Denoising diffusion implicit models: Song et al. 2020, arXiv 2010.02502, equations 12 and 16. */
final class DdimSampler extends Sampler {
  private final NoiseSchedule schedule;
  private final int stride;
  private final float eta;

  DdimSampler(SamplerSettings settings, NoiseSchedule schedule, int steps, double eta) {
    super(
        settings,
        steps,
        Timesteps.rounded(
            Timesteps.descending(
                settings.spacing(), settings.stepsOffset(), schedule.length(), steps)));
    this.schedule = schedule;
    this.eta = (float) eta;
    stride = schedule.length() / steps;
    checkTimesteps(schedule);
  }

  @Override
  public NDArray addNoise(NDArray original, NDArray noise, int index) {
    return schedule.addNoise(original, noise, trained(index));
  }

  @Override
  Step advance(int index, NDArray output, NDArray latent, NoiseSource noise) {
    int t = trained(index);
    float a = schedule.alphaCumprod(t);
    float aTo = alphaTo(schedule, t - stride);
    PredictionType type = settings().prediction();
    NDArray original =
        settings().clip().apply(NoiseSchedule.original(type, output, latent, root(a), root(1 - a)));
    NDArray eps = NoiseSchedule.noise(type, output, latent, root(a), root(1 - a));
    float variance = ((1 - aTo) / (1 - a)) * (1 - a / aTo);
    float sigma = eta * root(variance);
    NDArray direction = eps.mul(root(1 - aTo - sigma * sigma));
    NDArray moved = original.mul(root(aTo)).add(direction);
    if (eta > 0) {
      moved = moved.add(noise.normal(latent.getManager(), latent.getShape()).mul(sigma));
    }
    return new Step(moved, original);
  }

  @Override
  List<History> histories() {
    return List.of();
  }
}
