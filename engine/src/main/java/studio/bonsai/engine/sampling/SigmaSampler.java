// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import static studio.bonsai.engine.sampling.NoiseSchedule.root;

/** A sampler that thinks in sigmas, noise over signal, one an index and one for the end. */
abstract sealed class SigmaSampler extends Sampler permits KarrasSampler, SolverSampler {
  private final float[] sigmas;

  SigmaSampler(SamplerSettings settings, int steps, double[] timesteps, float... sigmas) {
    super(settings, steps, timesteps);
    this.sigmas = sigmas;
  }

  final float sigma(int index) {
    return sigmas[index];
  }

  final float largestSigma() {
    float largest = 0;
    for (float sigma : sigmas) {
      largest = Math.max(largest, sigma);
    }
    return largest;
  }

  /** Length of the vector (sigma, 1): how much larger the latent is than the network's input. */
  static float norm(float sigma) {
    return root(sigma * sigma + 1);
  }
}
