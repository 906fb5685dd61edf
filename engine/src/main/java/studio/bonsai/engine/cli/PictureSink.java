// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import studio.bonsai.engine.GeneratedImage;
import studio.bonsai.engine.picture.PictureFolder;
import studio.bonsai.engine.picture.PictureGrid;
import studio.bonsai.engine.picture.PngFile;

/** Takes finished pictures to disk, each as it comes, and says where they lie. */
final class PictureSink {
  /** Pixels between the pictures of a sheet. */
  private static final int GAP = 2;

  /** Writes a file under the name that its label leads to. */
  private interface Target {
    Path write(String label, byte[] png);
  }

  private final Target target;
  private final boolean each;
  private final Optional<PictureGrid> grid;
  private final Console console;

  /**
   * @param each whether every picture is a file of its own
   * @param grid the sheet for all, if one is wanted
   */
  private PictureSink(Target target, boolean each, Optional<PictureGrid> grid, Console console) {
    this.target = target;
    this.each = each;
    this.grid = grid;
    this.console = console;
  }

  /** Numbered files, and the sheet of all pictures if it is wanted. */
  static PictureSink intoFolder(Path folder, int pictures, boolean grid, Console console) {
    PictureFolder numbered = new PictureFolder(folder);
    numbered.checkWritable();
    return new PictureSink(
        numbered::add,
        true,
        grid ? Optional.of(PictureGrid.square(pictures, GAP)) : Optional.empty(),
        console);
  }

  /** One file, for the one picture or for the sheet of all. */
  static PictureSink intoFile(Path file, int pictures, Console console) {
    PictureFolder.prepare(file);
    Target target =
        (label, png) -> {
          PictureFolder.write(file, png);
          return file;
        };
    return pictures == 1
        ? new PictureSink(target, true, Optional.empty(), console)
        : new PictureSink(target, false, Optional.of(PictureGrid.square(pictures, GAP)), console);
  }

  void add(GeneratedImage image) {
    if (each) {
      write(Long.toString(image.seed()), PngFile.encode(image));
    }
    grid.ifPresent(g -> g.add(image.pixels()));
  }

  /** All pictures have come. */
  void finish() {
    grid.ifPresent(g -> write("grid", PngFile.encode(g.sheet(), Map.of())));
  }

  private void write(String label, byte[] png) {
    console.out().println(target.write(label, png));
  }
}
