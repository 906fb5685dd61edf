// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import ai.djl.ndarray.NDArray;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.sampling.Denoiser;
import studio.bonsai.engine.sampling.NoiseSource;
import studio.bonsai.engine.sampling.Sampler;
import studio.bonsai.engine.sampling.Step;

/** The loop from noise to a latent. */
final class Denoising {
  /** Changes the latent after a step; inpainting puts back what is kept. */
  @FunctionalInterface
  interface AfterStep {
    /**
     * @param latent open; closed by the callee if it returns another
     * @param next index of the step to come; the number of calls after the last
     */
    NDArray apply(NDArray latent, int next);
  }

  private final Sampler sampler;
  private final Denoiser denoiser;
  private final NoiseSource noise;
  private final StepListener listener;
  private final CancelToken cancel;

  Denoising(
      Sampler sampler,
      Denoiser denoiser,
      NoiseSource noise,
      StepListener listener,
      CancelToken cancel) {
    this.sampler = sampler;
    this.denoiser = denoiser;
    this.noise = noise;
    this.listener = listener;
    this.cancel = cancel;
  }

  /**
   * Runs to the end.
   *
   * @param latent [B, C, h, w], as noisy as the first index wants it; closed
   * @return [B, C, h, w], clean
   * @throws java.util.concurrent.CancellationException between steps
   */
  NDArray run(NDArray latent, int firstIndex, AfterStep afterStep) {
    NDArray current = latent;
    int total = sampler.calls() - firstIndex;
    for (int index = firstIndex; index < sampler.calls(); index++) {
      cancel.throwIfCancelled();
      Step step = step(current, index);
      current.close();
      current = afterStep.apply(step.latent(), index + 1);
      try (NDArray original = step.original()) {
        listener.onStep(index - firstIndex + 1, total, current, original);
      }
    }
    return current;
  }

  private Step step(NDArray latent, int index) {
    try (NDArray input = sampler.scaleInput(latent, index);
        NDArray prediction = denoiser.predict(input, sampler.timestep(index))) {
      return sampler.step(index, prediction, latent, noise);
    }
  }
}
