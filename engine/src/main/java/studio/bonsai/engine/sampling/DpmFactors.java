// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import static studio.bonsai.engine.sampling.NoiseSchedule.root;

import studio.bonsai.engine.sampling.SolverSettings.Algorithm;

/**
 * What a step of DPM-Solver multiplies the latent, the predictions' differences D0, D1, D2 and the
 * fresh noise with, in float32 and in the order of operations of diffusers.
 */
record DpmFactors(float x, float d0, float d1, float d2, float noise) {
  /** Shares of signal and noise at one end of a step. */
  record Place(float alpha, float sigma) {}

  /**
   * @param midpoint the second order's midpoint form; else Heun's, which the third order shares
   * @param h length of the step in lambda, infinite when it goes to the end
   */
  static DpmFactors of(Algorithm algorithm, boolean midpoint, Place from, Place to, float h) {
    return switch (algorithm) {
      case DPMSOLVER_PLUS -> plus(midpoint, from, to, h);
      case DPMSOLVER -> plain(midpoint, from, to, h);
      case SDE_DPMSOLVER_PLUS -> sdePlus(midpoint, from, to, h);
      case SDE_DPMSOLVER -> sdePlain(midpoint, from, to, h);
    };
  }

  private static DpmFactors plus(boolean midpoint, Place from, Place to, float h) {
    float e = exp(-h) - 1;
    return new DpmFactors(
        to.sigma / from.sigma,
        -(to.alpha * e),
        midpoint ? -0.5f * (to.alpha * e) : to.alpha * (e / h + 1),
        -(to.alpha * ((e + h) / (h * h) - 0.5f)),
        0);
  }

  private static DpmFactors plain(boolean midpoint, Place from, Place to, float h) {
    float e = exp(h) - 1;
    return new DpmFactors(
        to.alpha / from.alpha,
        -(to.sigma * e),
        midpoint ? -0.5f * (to.sigma * e) : -(to.sigma * (e / h - 1)),
        -(to.sigma * ((e - h) / (h * h) - 0.5f)),
        0);
  }

  private static DpmFactors sdePlus(boolean midpoint, Place from, Place to, float h) {
    float e = 1 - exp(-2 * h);
    return new DpmFactors(
        to.sigma / from.sigma * exp(-h),
        to.alpha * e,
        midpoint ? 0.5f * (to.alpha * e) : to.alpha * (e / (-2 * h) + 1),
        to.alpha * ((e - 2 * h) / (2 * h * (2 * h)) - 0.5f),
        to.sigma * root(e));
  }

  private static DpmFactors sdePlain(boolean midpoint, Place from, Place to, float h) {
    float e = exp(h) - 1;
    return new DpmFactors(
        to.alpha / from.alpha,
        -2 * (to.sigma * e),
        midpoint ? -(to.sigma * e) : -2 * (to.sigma * (e / h - 1)),
        0,
        to.sigma * root(exp(2 * h) - 1));
  }

  private static float exp(float x) {
    return (float) Math.exp(x);
  }
}
