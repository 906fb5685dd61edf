// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery.index;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.bonsai.engine.AtomicFile;

/**
 * Favourites and albums as a file beside the pictures: they outlive the database, and go along when
 * the folder is taken to another machine.
 */
final class MarksFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What is kept.
   *
   * @param favourites contents of pictures
   * @param albums contents of pictures by the album's name
   */
  record Kept(List<String> favourites, Map<String, List<String>> albums) {
    boolean isEmpty() {
      return favourites.isEmpty() && albums.isEmpty();
    }
  }

  private final Path file;

  MarksFile(Path pictures) {
    file = PicturesFolder.hidden(pictures).resolve("marks.json");
  }

  /** Empty when there is none. */
  Optional<Kept> read() throws IOException {
    try {
      JsonNode tree = JSON.readTree(Files.readAllBytes(file));
      return Optional.of(
          new Kept(
              JSON.convertValue(tree.path("favourites"), new TypeReference<List<String>>() {}),
              JSON.convertValue(
                  tree.path("albums"), new TypeReference<Map<String, List<String>>>() {})));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " does not hold favourites and albums", e);
    }
  }

  void write(Kept kept) throws IOException {
    AtomicFile.write(
        file,
        JSON.writeValueAsBytes(Map.of("favourites", kept.favourites(), "albums", kept.albums())));
  }
}
