// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import java.util.Set;

/**
 * What only the multistep solvers (DPM-Solver++ and UniPC) know.
 *
 * @param algorithm the equation that is solved (DPM-Solver)
 * @param midpoint the second order's form: midpoint or Heun (DPM-Solver)
 * @param order 1 to 3 (DPM-Solver) or to 6 (UniPC); 2 is usual
 * @param lowerOrderFinal whether short runs end with lower orders
 * @param eulerAtFinal whether the last step is of the first order (DPM-Solver)
 * @param leastLambda logarithm of signal over noise below which no run starts (DPM-Solver)
 * @param predictOriginal whether the solver works on clean latents rather than on noise (UniPC)
 * @param bh2 which B(h) of the paper: e^h - 1, or h (UniPC)
 * @param uncorrected steps after which the corrector rests (UniPC)
 */
record SolverSettings(
    Algorithm algorithm,
    boolean midpoint,
    int order,
    boolean lowerOrderFinal,
    boolean eulerAtFinal,
    double leastLambda,
    boolean predictOriginal,
    boolean bh2,
    Set<Integer> uncorrected) {
  enum Algorithm {
    /** Lu et al. 2022, arXiv 2211.01095: solves for the clean latent. */
    DPMSOLVER_PLUS("dpmsolver++", true, false),
    /** Lu et al. 2022, arXiv 2206.00927: solves for the noise. */
    DPMSOLVER("dpmsolver", false, false),
    SDE_DPMSOLVER_PLUS("sde-dpmsolver++", true, true),
    SDE_DPMSOLVER("sde-dpmsolver", false, true);

    private final String json;
    private final boolean ofOriginal;
    private final boolean stochastic;

    Algorithm(String json, boolean ofOriginal, boolean stochastic) {
      this.json = json;
      this.ofOriginal = ofOriginal;
      this.stochastic = stochastic;
    }

    String json() {
      return json;
    }

    boolean ofOriginal() {
      return ofOriginal;
    }

    boolean isStochastic() {
      return stochastic;
    }
  }

  SolverSettings {
    uncorrected = Set.copyOf(uncorrected);
  }
}
