// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.prompt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * A named snippet that is put round a prompt.
 *
 * @param prompt with {@link #PLACE} where the prompt goes; without it, it follows the prompt
 * @param negative likewise
 */
record PromptStyle(String name, String prompt, String negative) {
  static final String PLACE = "{prompt}";

  private static final ObjectMapper JSON = new ObjectMapper();

  PromptPair applyTo(PromptPair pair) {
    return new PromptPair(apply(prompt, pair.prompt()), apply(negative, pair.negative()));
  }

  private static String apply(String snippet, String text) {
    if (snippet.isBlank()) {
      return text;
    }
    if (snippet.contains(PLACE)) {
      return snippet.replace(PLACE, text.strip());
    }
    return text.isBlank() ? snippet : text.strip() + ", " + snippet;
  }

  static String writeAll(List<PromptStyle> styles) {
    try {
      return JSON.writeValueAsString(
          styles.stream().map(s -> List.of(s.name, s.prompt, s.negative)).toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("strings are always JSON", e);
    }
  }

  /**
   * @throws IllegalArgumentException when it is no such list
   */
  static List<PromptStyle> readAll(String json) {
    try {
      return JSON.readValue(json, new TypeReference<List<List<String>>>() {}).stream()
          .filter(style -> style.size() == 3)
          .map(style -> new PromptStyle(style.get(0), style.get(1), style.get(2)))
          .toList();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no list of styles: " + json, e);
    }
  }
}
