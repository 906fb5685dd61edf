// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import java.util.OptionalDouble;

/**
 * How the noise levels of a run are spread.
 *
 * @param least the lowest sigma of {@link Kind#KARRAS} and {@link Kind#EXPONENTIAL}; empty: as the
 *     timesteps give it
 * @param most their highest
 * @param endsAtZero whether the last step goes to sigma 0, or to the lowest of the training
 */
record SigmaSpacing(Kind kind, OptionalDouble least, OptionalDouble most, boolean endsAtZero) {
  enum Kind {
    /** Those of the timesteps. */
    TIMESTEPS,
    /** Karras et al. 2022, arXiv 2206.00364, equation 5 with rho 7. */
    KARRAS,
    /** Evenly in the logarithm. */
    EXPONENTIAL,
    /** Evenly in the logarithm of signal over noise: Lu et al. 2022, arXiv 2206.00927. */
    LU
  }
}
