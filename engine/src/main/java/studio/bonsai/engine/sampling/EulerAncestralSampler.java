// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import static studio.bonsai.engine.sampling.NoiseSchedule.root;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** Euler steps that go below the next sigma and come back with fresh noise: k-diffusion. */
final class EulerAncestralSampler extends KarrasSampler {
  EulerAncestralSampler(SamplerSettings settings, NoiseSchedule schedule, int steps) {
    this(settings, steps, SigmaSchedule.ofFractions(settings, schedule, steps));
  }

  private EulerAncestralSampler(SamplerSettings settings, int steps, SigmaSchedule schedule) {
    super(settings, steps, schedule.timesteps(), schedule.sigmas());
    checkPrediction(PredictionType.SAMPLE);
  }

  @Override
  Step advance(int index, NDArray output, NDArray x, NoiseSource noise) {
    float from = sigma(index);
    float to = sigma(index + 1);
    float up = root(to * to * (from * from - to * to) / (from * from));
    float down = root(to * to - up * up);
    NDArray denoised = denoised(output, x, from);
    NDArray d = x.sub(denoised).div(from);
    NDArray lowered = x.add(d.mul(down - from));
    NDArray draw = noise.normal(x.getManager(), x.getShape());
    return new Step(lowered.add(draw.mul(up)), denoised);
  }

  @Override
  List<History> histories() {
    return List.of();
  }
}
