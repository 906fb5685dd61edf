// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.ask;

import java.util.function.Predicate;
import studio.bonsai.engine.Samplers;

/** What can be asked of a sampler. One that nobody knows is refused for itself, not for this. */
public final class SamplerSkills {
  private SamplerSkills() {}

  /** Whether it can space its noise levels after Karras. */
  public static boolean hasKarras(String name) {
    return has(Samplers::hasKarrasLevels, name);
  }

  /** Whether it can add fresh noise at each step. */
  public static boolean hasEta(String name) {
    return has(Samplers::hasEta, name);
  }

  private static boolean has(Predicate<String> skill, String name) {
    try {
      return skill.test(name);
    } catch (IllegalArgumentException e) {
      return true;
    }
  }
}
