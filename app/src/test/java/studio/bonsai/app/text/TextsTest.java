// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.Reader;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import studio.bonsai.app.help.Tour;
import studio.bonsai.app.settings.SettingsSection;

class TextsTest {
  private static final Pattern PLACE = Pattern.compile("\\{\\d+");

  @Test
  void everyWordOfEnglishHasAGermanOneWithTheSamePlaces() throws IOException, URISyntaxException {
    List<Path> english = bundles();
    assertFalse(english.isEmpty());
    for (Path file : english) {
      Properties words = read(file);
      Properties german = read(file.resolveSibling("texts_de.properties"));
      assertEquals(new TreeSet<>(words.keySet()), new TreeSet<>(german.keySet()), file.toString());
      for (Object key : words.keySet()) {
        assertEquals(places(words, key), places(german, key), file + ": " + key);
      }
    }
  }

  /** MessageFormat takes a lone apostrophe as a quote and swallows what follows. */
  @Test
  void whatHasPlacesHasNoLoneApostrophe() throws IOException, URISyntaxException {
    for (Path english : bundles()) {
      for (Path file : List.of(english, english.resolveSibling("texts_de.properties"))) {
        Properties words = read(file);
        for (Object key : words.keySet()) {
          String text = words.getProperty((String) key);
          boolean lone = text.replace("''", "").contains("'");
          assertFalse(PLACE.matcher(text).find() && lone, file + ": " + key);
        }
      }
    }
  }

  @Test
  void theWordsFollowTheLocaleAndElseAreEnglish() {
    assertEquals("Einstellungen", Texts.of(SettingsSection.class, Locale.GERMAN).get("title"));
    assertEquals("Settings", Texts.of(SettingsSection.class, Locale.ENGLISH).get("title"));
    assertEquals("Settings", Texts.of(SettingsSection.class, Locale.JAPANESE).get("title"));
  }

  @Test
  void argumentsTakeTheirPlaces() {
    assertEquals("2 of 3", Texts.of(Tour.class, Locale.ENGLISH).get("tour.count", 2, 3));
  }

  private static String places(Properties words, Object key) {
    return PLACE
        .matcher(words.getProperty((String) key))
        .results()
        .map(MatchResult::group)
        .distinct()
        .sorted()
        .collect(Collectors.joining());
  }

  private static Properties read(Path file) throws IOException {
    Properties words = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      words.load(reader);
    }
    return words;
  }

  private static List<Path> bundles() throws IOException, URISyntaxException {
    Path root =
        Path.of(SettingsSection.class.getResource("texts.properties").toURI())
            .getParent()
            .getParent();
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(f -> f.endsWith("texts.properties")).toList();
    }
  }
}
