// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import studio.bonsai.engine.generate.ModelInspector;

/** What can be told of samplers by their names. */
public final class Samplers {
  private Samplers() {}

  /**
   * Whether a sampler can space its noise levels after Karras et al. (2022).
   *
   * @param name any that a request may use
   * @throws IllegalArgumentException for an unknown one
   */
  public static boolean hasKarrasLevels(String name) {
    return ModelInspector.hasKarrasLevels(name);
  }

  /**
   * Whether a sampler can add fresh noise at each step: for others eta must be 0.
   *
   * @param name any that a request may use
   * @throws IllegalArgumentException for an unknown one
   */
  public static boolean hasEta(String name) {
    return ModelInspector.hasEta(name);
  }
}
