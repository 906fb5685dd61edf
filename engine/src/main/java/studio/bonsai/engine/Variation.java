// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

/**
 * Another seed mixed into the first noise (spherical interpolation): small strengths give siblings
 * of a picture.
 *
 * @param strength 0 is the seed alone, 1 the variation's seed alone
 */
public record Variation(long seed, double strength) {
  /** Siblings that are easily told apart and still alike. */
  public static final double DEFAULT_STRENGTH = 0.1;

  public Variation {
    Ranges.check("variation strength", strength, 0, 1);
  }
}
