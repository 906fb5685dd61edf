// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import ai.djl.ndarray.NDArray;

/**
 * A sampler in the notation of Karras et al. 2022, arXiv 2206.00364: {@code x = original + sigma
 * noise}; the network sees {@code x / sqrt(sigma^2 + 1)}.
 */
abstract sealed class KarrasSampler extends SigmaSampler
    permits EulerSampler, EulerAncestralSampler, HeunSampler {
  KarrasSampler(SamplerSettings settings, int steps, double[] timesteps, float... sigmas) {
    super(settings, steps, timesteps, sigmas);
  }

  @Override
  public final double initNoiseSigma() {
    float largest = largestSigma();
    return settings().spacing() == TimestepSpacing.LEADING ? norm(largest) : largest;
  }

  @Override
  public final NDArray scaleInput(NDArray latent, int index) {
    return Scope.compute(() -> latent.div(norm(sigma(index))), latent);
  }

  @Override
  public final NDArray addNoise(NDArray original, NDArray noise, int index) {
    return Scope.compute(() -> original.add(noise.mul(sigma(index))), original, noise);
  }

  /** The clean latent that a prediction implies at a sigma. */
  final NDArray denoised(NDArray output, NDArray x, float sigma) {
    return switch (settings().prediction()) {
      case SAMPLE -> output.duplicate();
      case EPSILON -> x.sub(output.mul(sigma));
      case V_PREDICTION -> output.mul(-sigma / norm(sigma)).add(x.div(sigma * sigma + 1));
    };
  }
}
