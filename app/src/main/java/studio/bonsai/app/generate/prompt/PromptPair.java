// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.prompt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * What to draw, and what to stay away from.
 *
 * @param prompt may be empty
 * @param negative may be empty
 */
record PromptPair(String prompt, String negative) {
  static final PromptPair EMPTY = new PromptPair("", "");

  private static final ObjectMapper JSON = new ObjectMapper();

  boolean isBlank() {
    return prompt.isBlank() && negative.isBlank();
  }

  static String writeAll(List<PromptPair> pairs) {
    try {
      return JSON.writeValueAsString(
          pairs.stream().map(p -> List.of(p.prompt, p.negative)).toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("strings are always JSON", e);
    }
  }

  /**
   * @throws IllegalArgumentException when it is no such list
   */
  static List<PromptPair> readAll(String json) {
    try {
      return JSON.readValue(json, new TypeReference<List<List<String>>>() {}).stream()
          .filter(pair -> pair.size() == 2)
          .map(pair -> new PromptPair(pair.get(0), pair.get(1)))
          .toList();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no list of prompts: " + json, e);
    }
  }
}
