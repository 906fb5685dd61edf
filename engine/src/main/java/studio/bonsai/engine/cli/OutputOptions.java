// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import picocli.CommandLine.Option;
import studio.bonsai.engine.GenerationEvent;

/** Where pictures go. */
final class OutputOptions {
  @Option(
      names = {"-o", "--out"},
      paramLabel = "PATH",
      defaultValue = "out",
      description = "A folder, or for one picture a PNG file. Default: out.")
  private Path out;

  @Option(
      names = "--grid",
      description = {
        "Also put all pictures on one sheet, scaled down where it would be wider or higher than"
            + " 8192 pixels; with a file as --out, only that."
      })
  private boolean grid;

  @Option(
      names = "--preview",
      paramLabel = "FILE",
      description = "Keep this PNG file up to date with what is seen so far.")
  private Path preview;

  boolean previews() {
    return preview != null;
  }

  Consumer<GenerationEvent> preview() {
    return preview == null ? event -> {} : new PreviewFile(preview);
  }

  /**
   * @param pictures how many will come
   */
  PictureSink open(int pictures, Console console) {
    if (!out.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
      return PictureSink.intoFolder(out, pictures, grid, console);
    }
    if (pictures > 1 && !grid) {
      throw new IllegalArgumentException(
          out + " is one file for " + pictures + " pictures; name a folder, or ask for a --grid");
    }
    return PictureSink.intoFile(out, pictures, console);
  }
}
