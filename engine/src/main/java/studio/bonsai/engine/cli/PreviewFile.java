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
import studio.bonsai.engine.FileFailure;
import studio.bonsai.engine.GenerationEvent;
import studio.bonsai.engine.GenerationEvent.StepFinished;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.picture.PictureFolder;
import studio.bonsai.engine.picture.PngFile;

/** Keeps one file up to date with what is seen of the picture so far. */
final class PreviewFile implements Consumer<GenerationEvent> {
  private final Path file;

  /**
   * @throws EngineException when nothing can be written there
   */
  PreviewFile(Path file) {
    this.file = file.toAbsolutePath();
    new PictureFolder(this.file.getParent()).checkWritable();
  }

  @Override
  public void accept(GenerationEvent event) {
    if (event instanceof StepFinished step) {
      step.preview().ifPresent(preview -> write(preview.get()));
    }
  }

  private void write(Pixels pixels) {
    String own = "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part";
    Path part = file.resolveSibling(own);
    try {
      Files.write(part, PngFile.encode(pixels, Map.of()));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new EngineException(
          "Cannot write the preview " + file + ": " + FileFailure.reason(e), e);
    }
  }
}
