// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** Euler's method: Karras et al. 2022, arXiv 2206.00364, Algorithm 2 with S_churn = 0. */
final class EulerSampler extends KarrasSampler {
  EulerSampler(SamplerSettings settings, NoiseSchedule schedule, int steps) {
    this(settings, steps, SigmaSchedule.ofFractions(settings, schedule, steps));
  }

  private EulerSampler(SamplerSettings settings, int steps, SigmaSchedule schedule) {
    super(settings, steps, schedule.timesteps(), schedule.sigmas());
  }

  @Override
  Step advance(int index, NDArray output, NDArray x, NoiseSource noise) {
    float sigma = sigma(index);
    NDArray denoised = denoised(output, x, sigma);
    NDArray d = x.sub(denoised).div(sigma);
    return new Step(x.add(d.mul(sigma(index + 1) - sigma)), denoised);
  }

  @Override
  List<History> histories() {
    return List.of();
  }
}
