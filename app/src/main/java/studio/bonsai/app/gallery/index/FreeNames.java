// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Puts files where nothing lies yet: what is there is never overwritten. */
final class FreeNames {
  private FreeNames() {}

  /**
   * Moves a file in one step.
   *
   * @return where it lies now: the wanted place, or that with a number
   */
  static Path move(Path file, Path wanted) throws IOException {
    Files.createDirectories(wanted.getParent());
    Path place = free(wanted);
    Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
    return place;
  }

  /** Copies a file, with its times; a half copy is never seen under a picture's name. */
  static Path copy(Path file, Path wanted) throws IOException {
    Files.createDirectories(wanted.getParent());
    Path part = wanted.resolveSibling("." + UUID.randomUUID() + ".part");
    try {
      Files.copy(file, part, StandardCopyOption.COPY_ATTRIBUTES);
      return move(part, wanted);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static Path free(Path wanted) {
    String name = wanted.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String ending = dot > 0 ? name.substring(dot) : "";
    Path place = wanted;
    for (int i = 2; Files.exists(place); i++) {
      place = wanted.resolveSibling(stem + " (" + i + ")" + ending);
    }
    return place;
  }
}
