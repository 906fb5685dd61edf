// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data.emoji;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something to draw.
 *
 * @param name as people type it
 * @param emoji that shows it
 * @param aliases that mean the same
 */
record Noun(String name, String emoji, List<String> aliases) {
  Noun {
    aliases = List.copyOf(aliases);
  }

  /** All there are, the most asked for first. */
  static List<Noun> all() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Noun.class.getResourceAsStream("nouns.txt"), StandardCharsets.UTF_8))) {
      return in.lines().filter(line -> !line.startsWith("#")).map(Noun::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the list of nouns comes with the program", e);
    }
  }

  private static Noun parse(String line) {
    List<String> words =
        Arrays.stream(line.split(" ", -1)).map(word -> word.replace('_', ' ')).toList();
    return new Noun(words.get(0), words.get(1), words.subList(2, words.size()));
  }

  /** The emoji as files are called: its code points but the one that asks for colours. */
  String code() {
    return emoji
        .codePoints()
        .filter(point -> point != 0xfe0f)
        .mapToObj(Integer::toHexString)
        .collect(Collectors.joining("-"));
  }
}
