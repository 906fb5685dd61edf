// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

import java.util.ArrayList;
import java.util.List;

/** Words between commas; one that holds a comma itself stands in quotes, {@code "a, b", c}. */
final class WordList {
  private WordList() {}

  static List<String> parse(String typed) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < typed.length(); i++) {
      char c = typed.charAt(i);
      boolean doubled = quoted && c == '"' && i + 1 < typed.length() && typed.charAt(i + 1) == '"';
      if (doubled) {
        word.append(typed.charAt(++i));
      } else if (c == '"' && (quoted || word.toString().isBlank())) {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        words.add(word.toString().strip());
        word.setLength(0);
      } else {
        word.append(c);
      }
    }
    words.add(word.toString().strip());
    return words.stream().filter(w -> !w.isEmpty()).toList();
  }

  /** The text that {@link #parse} reads. */
  static String write(List<String> words) {
    return String.join(
        ", ",
        words.stream()
            .map(
                w ->
                    w.indexOf(',') >= 0 || w.startsWith("\"")
                        ? '"' + w.replace("\"", "\"\"") + '"'
                        : w)
            .toList());
  }
}
