// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.ask;

import java.util.Locale;
import java.util.Map;

/** Samplers as people know them. */
public final class SamplerNames {
  private static final Map<String, String> NAMES =
      Map.of(
          "pndm", "PNDM",
          "ddim", "DDIM",
          "euler", "Euler",
          "euler-a", "Euler ancestral",
          "heun", "Heun",
          "dpm++2m", "DPM++ 2M",
          "dpm++2m-sde", "DPM++ 2M SDE",
          "unipc", "UniPC",
          "lcm", "LCM");

  private SamplerNames() {}

  /** One that is not known stays as it is. */
  public static String of(String shortName) {
    return NAMES.getOrDefault(shortName.toLowerCase(Locale.ROOT), shortName);
  }
}
