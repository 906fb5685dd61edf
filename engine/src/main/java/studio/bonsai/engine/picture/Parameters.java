// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The text that AUTOMATIC1111's web UI, and most programs after it, keep in a picture under the
 * name "parameters": the prompt, a line "Negative prompt: ...", and a last line "Steps: 20,
 * Sampler: Euler a, ...". Read and written as the web UI's infotext_utils.py does.
 *
 * @param settings of the last line, in its order, unquoted
 */
public record Parameters(String prompt, String negativePrompt, Map<String, String> settings) {
  /** The name of the text in a PNG file. */
  public static final String KEYWORD = "parameters";

  private static final String NEGATIVE = "Negative prompt:";

  /** A last line with fewer settings than this is taken for a part of the prompt. */
  private static final int FEWEST_SETTINGS = 3;

  public Parameters {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** Never fails: what is no setting belongs to the prompt. */
  public static Parameters parse(String text) {
    List<String> lines = new ArrayList<>(Arrays.asList(text.strip().split("\n", -1)));
    Map<String, String> settings = SettingsLine.parse(lines.get(lines.size() - 1));
    if (settings.size() < FEWEST_SETTINGS) {
      settings = Map.of();
    } else {
      lines.remove(lines.size() - 1);
    }
    StringBuilder prompt = new StringBuilder();
    StringBuilder negative = new StringBuilder();
    StringBuilder current = prompt;
    for (String line : lines) {
      String content = line.strip();
      if (content.startsWith(NEGATIVE)) {
        current = negative;
        content = content.substring(NEGATIVE.length()).strip();
      }
      current.append(current.isEmpty() ? "" : "\n").append(content);
    }
    return new Parameters(prompt.toString(), negative.toString(), settings);
  }

  /** The text, as {@link #parse} reads it. */
  public String text() {
    String negative = negativePrompt.isEmpty() ? "" : "\n" + NEGATIVE + " " + negativePrompt;
    return (prompt + negative + "\n" + SettingsLine.write(settings)).strip();
  }
}
