// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data.emoji;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;

/**
 * The three archives that {@code npm pack} fetches: pictures, names and tags of emoji, all under
 * the MIT licence.
 */
final class EmojiPackages {
  static final String PICTURES = "lobehub-fluent-emoji-3d-1.1.0.tgz";
  static final String NAMES = "unicode-emoji-json-0.9.0.tgz";
  static final String TAGS = "emojibase-data-17.0.0.tgz";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, byte[]> pictures = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, List<String>> tags = new HashMap<>();
  private final Map<String, String> licences = new HashMap<>();

  /**
   * @param folder with the three archives
   */
  static EmojiPackages read(Path folder) {
    EmojiPackages packages = new EmojiPackages();
    packages.readArchive(folder, PICTURES, packages::takePicture);
    packages.readArchive(folder, NAMES, packages::takeNames);
    packages.readArchive(folder, TAGS, packages::takeTags);
    return packages;
  }

  private void readArchive(Path folder, String name, BiConsumer<String, byte[]> taker) {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new EngineException(
          "There is no " + name + " in " + folder + "; src/reference/embedded_data.sh fetches it.");
    }
    try (TarArchiveInputStream in =
        new TarArchiveInputStream(
            new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file))))) {
      for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        String path = entry.getName().substring(entry.getName().indexOf('/') + 1);
        if (path.equals("LICENSE")) {
          licences.put(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } else if (path.endsWith(".webp")
            || path.equals("data-by-emoji.json")
            || path.equals("en/data.json")) {
          taker.accept(path, in.readAllBytes());
        }
      }
    } catch (IOException e) {
      throw new EngineException("Cannot read " + file + ": " + FileFailure.reason(e), e);
    }
  }

  private void takePicture(String path, byte[] bytes) {
    String code = path.substring(path.lastIndexOf('/') + 1, path.length() - ".webp".length());
    pictures.put(code.replace("-fe0f", ""), bytes);
  }

  private void takeNames(String path, byte[] bytes) {
    parse(path, bytes)
        .properties()
        .forEach(
            entry ->
                names.put(
                    new Noun("", entry.getKey(), List.of()).code(),
                    entry.getValue().path("name").asText()));
  }

  private void takeTags(String path, byte[] bytes) {
    for (JsonNode emoji : parse(path, bytes)) {
      List<String> words = new ArrayList<>();
      emoji.path("tags").forEach(tag -> words.add(tag.asText()));
      String code = emoji.path("hexcode").asText().toLowerCase(Locale.ROOT);
      tags.put(code.replace("-fe0f", ""), List.copyOf(words));
    }
  }

  private static JsonNode parse(String path, byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new EngineException("The package's " + path + " is damaged; fetch it again.", e);
    }
  }

  /** The picture's file. */
  byte[] picture(Noun noun) {
    byte[] bytes = pictures.get(noun.code());
    if (bytes == null) {
      throw new EngineException(PICTURES + " has no picture of " + noun.name() + ".");
    }
    return bytes;
  }

  /** What Unicode calls it. */
  String officialName(Noun noun) {
    return names.getOrDefault(noun.code(), noun.name());
  }

  /** Words that have to do with it. */
  List<String> tags(Noun noun) {
    return tags.getOrDefault(noun.code(), List.of());
  }

  /** By archive, of those that carry one. */
  Map<String, String> licences() {
    return licences;
  }
}
