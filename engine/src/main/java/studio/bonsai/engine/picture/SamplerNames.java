// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.picture;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The samplers' names as AUTOMATIC1111's web UI writes them into pictures. */
final class SamplerNames {
  private static final Map<String, String> BY_SHORT_NAME = new LinkedHashMap<>();

  static {
    BY_SHORT_NAME.put("pndm", "PLMS");
    BY_SHORT_NAME.put("ddim", "DDIM");
    BY_SHORT_NAME.put("euler", "Euler");
    BY_SHORT_NAME.put("euler-a", "Euler a");
    BY_SHORT_NAME.put("heun", "Heun");
    BY_SHORT_NAME.put("dpm++2m", "DPM++ 2M");
    BY_SHORT_NAME.put("dpm++2m-sde", "DPM++ 2M SDE");
    BY_SHORT_NAME.put("unipc", "UniPC");
    BY_SHORT_NAME.put("lcm", "LCM");
  }

  private SamplerNames() {}

  /** The web UI's name, or the short name itself where the web UI has none. */
  static String display(String shortName) {
    return BY_SHORT_NAME.getOrDefault(shortName, shortName);
  }

  /** The short name of a web UI's sampler, if this engine has it. */
  static Optional<String> shortName(String display) {
    String wanted = plain(display);
    return BY_SHORT_NAME.entrySet().stream()
        .filter(e -> plain(e.getValue()).equals(wanted) || plain(e.getKey()).equals(wanted))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
  }
}
