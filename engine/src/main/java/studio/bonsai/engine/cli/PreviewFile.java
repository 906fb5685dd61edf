// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.function.Consumer;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.GenerationEvent;
import studio.bonsai.engine.GenerationEvent.StepFinished;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.picture.PngFile;

/** Keeps one file up to date with what is seen of the picture so far. */
final class PreviewFile implements Consumer<GenerationEvent> {
  private final Path file;

  PreviewFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  @Override
  public void accept(GenerationEvent event) {
    if (event instanceof StepFinished step) {
      step.preview().ifPresent(preview -> write(preview.get()));
    }
  }

  private void write(Pixels pixels) {
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      Files.write(part, PngFile.encode(pixels, Map.of()));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new EngineException("Cannot write the preview " + file + ": " + e.getMessage(), e);
    }
  }
}
