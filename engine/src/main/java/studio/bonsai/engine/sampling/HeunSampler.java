// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * Heun's method: Karras et al. 2022, arXiv 2206.00364, Algorithm 1. A step is two network calls: an
 * Euler step at an even index, its correction at the odd index after it. The last step, to sigma 0,
 * is left uncorrected, so that n steps call the network 2 n - 1 times.
 */
final class HeunSampler extends KarrasSampler {
  /** Where the running step began. */
  private final History base = new History(1);

  /** Its first slope. */
  private final History slope = new History(1);

  HeunSampler(SamplerSettings settings, NoiseSchedule schedule, int steps) {
    this(settings, steps, SigmaSchedule.ofFractions(settings, schedule, steps));
  }

  private HeunSampler(SamplerSettings settings, int steps, SigmaSchedule schedule) {
    super(
        settings,
        steps,
        twice(schedule.timesteps(), 2 * steps - 1),
        twice(2 * steps, schedule.sigmas()));
  }

  /** The first value once, all later ones twice. */
  private static double[] twice(double[] values, int length) {
    double[] doubled = new double[length];
    for (int i = 0; i < length; i++) {
      doubled[i] = values[(i + 1) / 2];
    }
    return doubled;
  }

  private static float[] twice(int length, float... values) {
    float[] doubled = new float[length];
    for (int i = 0; i < length; i++) {
      doubled[i] = values[(i + 1) / 2];
    }
    return doubled;
  }

  @Override
  int indexOf(int step) {
    return 2 * step;
  }

  @Override
  Step advance(int index, NDArray output, NDArray x, NoiseSource noise) {
    float sigma = sigma(index);
    NDArray denoised = settings().clip().apply(denoised(output, x, sigma));
    NDArray d = x.sub(denoised).div(sigma);
    if (index % 2 == 0) {
      base.add(x.duplicate());
      slope.add(d);
      return new Step(x.add(d.mul(sigma(index + 1) - sigma)), denoised);
    }
    NDArray mean = slope.get(0).add(d).div(2f);
    float before = sigma(index - 1);
    return new Step(base.get(0).add(mean.mul(sigma - before)), denoised);
  }

  @Override
  List<History> histories() {
    return List.of(base, slope);
  }
}
