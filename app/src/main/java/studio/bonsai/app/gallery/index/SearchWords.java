// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery.index;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What users type, as a query of SQLite's FTS5 that no input can break. */
final class SearchWords {
  private SearchWords() {}

  /**
   * All words, each as the beginning of one, and the subject as a whole word; empty when nothing is
   * asked for.
   */
  static Optional<String> match(String search, Optional<String> subject) {
    Stream<String> begun = words(search).map(word -> quote(word) + "*");
    Stream<String> whole = subject.stream().flatMap(SearchWords::words).map(SearchWords::quote);
    return Optional.of(Stream.concat(begun, whole).collect(Collectors.joining(" AND ")))
        .filter(query -> !query.isEmpty());
  }

  /** A word without a letter or digit is none to FTS5: it would find nothing. */
  private static Stream<String> words(String text) {
    return Arrays.stream(text.replace('\0', ' ').strip().split("\\s+"))
        .filter(word -> word.codePoints().anyMatch(Character::isLetterOrDigit));
  }

  private static String quote(String word) {
    return '"' + word.replace("\"", "\"\"") + '"';
  }
}
