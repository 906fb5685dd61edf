// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.GeneratedImage;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.picture.PictureFolder;
import studio.bonsai.engine.picture.PictureGrid;
import studio.bonsai.engine.picture.PngFile;

/** Takes finished pictures to disk and says where they lie. */
final class PictureSink {
  /** Pixels between the pictures of a sheet. */
  private static final int GAP = 2;

  private final Optional<PictureFolder> folder;
  private final Optional<Path> file;
  private final boolean grid;
  private final Console console;
  private final List<GeneratedImage> pictures = new ArrayList<>();

  private PictureSink(
      Optional<PictureFolder> folder, Optional<Path> file, boolean grid, Console console) {
    this.folder = folder;
    this.file = file;
    this.grid = grid;
    this.console = console;
  }

  /** Numbered files, each written as it comes. */
  static PictureSink intoFolder(Path folder, boolean grid, Console console) {
    return new PictureSink(Optional.of(new PictureFolder(folder)), Optional.empty(), grid, console);
  }

  /** One file, for the one picture or for the sheet of all. */
  static PictureSink intoFile(Path file, Console console) {
    if (Files.exists(file)) {
      throw new EngineException(file + " exists already; name another file.");
    }
    return new PictureSink(Optional.empty(), Optional.of(file), false, console);
  }

  void add(GeneratedImage image) {
    folder.ifPresent(f -> say(f.add(Long.toString(image.seed()), PngFile.encode(image))));
    if (grid || file.isPresent()) {
      pictures.add(image);
    }
  }

  /** All pictures have come. */
  void finish() {
    if (pictures.isEmpty()) {
      return;
    }
    byte[] bytes = pictures.size() == 1 ? PngFile.encode(pictures.get(0)) : sheet();
    file.ifPresent(
        f -> {
          PictureFolder.write(f, bytes);
          say(f);
        });
    if (grid) {
      folder.ifPresent(f -> say(f.add("grid", bytes)));
    }
  }

  private byte[] sheet() {
    List<Pixels> pixels = pictures.stream().map(GeneratedImage::pixels).toList();
    return PngFile.encode(PictureGrid.of(pixels, GAP), Map.of());
  }

  private void say(Path path) {
    console.out().println(path);
  }
}
