// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.ask;

import java.nio.file.Path;
import java.util.Optional;
import studio.bonsai.engine.InpaintMask;
import studio.bonsai.engine.SourceImage;

/** Pictures and masks as a line of text: hash, feather, file. */
final class KeptFiles {
  private static final String NOTHING = "";

  private KeptFiles() {}

  static String writePicture(Optional<SourceImage> picture) {
    return picture.map(p -> p.sha256() + " " + p.file()).orElse(NOTHING);
  }

  /**
   * @throws IllegalArgumentException when it is no such line
   */
  static Optional<SourceImage> readPicture(String line) {
    return line.isEmpty() ? Optional.empty() : Optional.of(picture(line));
  }

  private static SourceImage picture(String line) {
    String[] parts = split(line);
    return new SourceImage(Path.of(parts[1]), parts[0]);
  }

  private static String[] split(String line) {
    String[] parts = line.split(" ", 2);
    if (parts.length < 2) {
      throw new IllegalArgumentException("no picture is kept in '" + line + "'");
    }
    return parts;
  }

  static String writeMask(Optional<InpaintMask> mask) {
    return mask.map(m -> m.feather() + " " + writePicture(Optional.of(m.image()))).orElse(NOTHING);
  }

  /**
   * @throws IllegalArgumentException when it is no such line
   */
  static Optional<InpaintMask> readMask(String line) {
    if (line.isEmpty()) {
      return Optional.empty();
    }
    String[] parts = split(line);
    return Optional.of(new InpaintMask(picture(parts[1]), Integer.parseInt(parts[0])));
  }
}
