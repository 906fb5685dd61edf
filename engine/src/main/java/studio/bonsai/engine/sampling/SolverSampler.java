// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * A multistep solver in the notation of Lu et al. 2022, arXiv 2206.00927: {@code x = alpha original
 * + sigma noise} with {@code alpha^2 + sigma^2 = 1}, time measured in {@code lambda = log(alpha /
 * sigma)}.
 */
abstract sealed class SolverSampler extends SigmaSampler permits DpmSolverSampler, UniPcSampler {
  /** Converted predictions, of clean latents or of noise. */
  final History models;

  /**
   * @param mayRest whether the last step may lead where it began (Karras sigmas that end at the
   *     lowest of the training)
   */
  SolverSampler(SamplerSettings settings, int steps, SigmaSchedule schedule, boolean mayRest) {
    super(settings, steps, schedule.timesteps(), schedule.sigmas());
    models = new History(settings.solver().order());
    int moving = mayRest ? calls() - 1 : calls();
    for (int i = 0; i < moving; i++) {
      if (sigma(i) <= sigma(i + 1)) {
        throw new IllegalArgumentException(
            "the noise levels of "
                + settings.type().cliName()
                + " repeat at "
                + steps
                + " steps; use fewer steps, or final_sigmas_type zero");
      }
    }
  }

  /** Share of the signal at an index. */
  final float alpha(int index) {
    return 1 / norm(sigma(index));
  }

  /** Share of the noise at an index; not noise over signal, which {@link #sigma} gives. */
  final float noiseShare(int index) {
    return sigma(index) * alpha(index);
  }

  /** Half the logarithm of the signal-to-noise ratio; infinite at the end. */
  final float lambda(int index) {
    return (float) Math.log(alpha(index)) - (float) Math.log(noiseShare(index));
  }

  @Override
  public final NDArray addNoise(NDArray original, NDArray noise, int index) {
    return Scope.compute(
        () -> original.mul(alpha(index)).add(noise.mul(noiseShare(index))), original, noise);
  }

  /** The clean latent that the network's output implies. */
  final NDArray original(int index, NDArray output, NDArray x) {
    NDArray original =
        NoiseSchedule.original(settings().prediction(), output, x, alpha(index), noiseShare(index));
    return settings().clip().apply(original);
  }

  /** The noise that the network's output implies. */
  final NDArray noise(int index, NDArray output, NDArray x) {
    if (settings().clip().kind() != OriginalClip.Kind.NONE) {
      return NoiseSchedule.noise(
          PredictionType.SAMPLE, original(index, output, x), x, alpha(index), noiseShare(index));
    }
    return NoiseSchedule.noise(settings().prediction(), output, x, alpha(index), noiseShare(index));
  }

  @Override
  List<History> histories() {
    return List.of(models);
  }
}
