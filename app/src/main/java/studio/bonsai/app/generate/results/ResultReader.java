// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.scene.image.Image;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.PictureFiles;

/** Reads finished pictures beside everything else, in the order in which they were named. */
public final class ResultReader {
  private static final Logger LOG = LoggerFactory.getLogger(ResultReader.class);

  /** Twice what the strip shows, for screens with small pixels. */
  private static final double THUMBNAIL = 192;

  private final Executor background;
  private final Consumer<Runnable> fxThread;

  /**
   * @param background one thing after another
   * @param fxThread runs something where nodes may change
   */
  public ResultReader(Executor background, Consumer<Runnable> fxThread) {
    this.background = background;
    this.fxThread = fxThread;
  }

  /**
   * @param done told on the FX thread; empty when the picture cannot be read
   */
  void read(Path file, Consumer<Optional<Result>> done) {
    background.execute(
        () -> {
          Optional<Result> result = look(file);
          fxThread.accept(() -> done.accept(result));
        });
  }

  /**
   * Reads those that a folder got last.
   *
   * @param done told on the FX thread, the newest first
   */
  void readNewest(Path folder, int most, Consumer<List<Result>> done) {
    background.execute(
        () -> {
          List<Result> results =
              newest(folder, most).stream().map(this::look).flatMap(Optional::stream).toList();
          fxThread.accept(() -> done.accept(results));
        });
  }

  /** Reads a picture in its own size; gives way to nothing when it cannot be read. */
  void readWhole(Path file, Consumer<Optional<Image>> done) {
    background.execute(
        () -> {
          Image image = new Image(file.toUri().toString());
          Optional<Image> sound = image.isError() ? Optional.empty() : Optional.of(image);
          fxThread.accept(() -> done.accept(sound));
        });
  }

  /** Pictures are numbered as they come. */
  private static List<Path> newest(Path folder, int most) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("\\d{5,9}-.*\\.png"))
          .sorted(Collections.reverseOrder(Comparator.comparing(Path::getFileName)))
          .limit(most)
          .toList();
    } catch (IOException | UncheckedIOException e) {
      LOG.info("{} cannot be listed", folder, e);
      return List.of();
    }
  }

  private Optional<Result> look(Path file) {
    try {
      PictureFiles.Memory memory = PictureFiles.read(file);
      double least = Math.min(THUMBNAIL, Math.max(memory.width(), memory.height()));
      Image thumbnail = new Image(file.toUri().toString(), least, least, true, true);
      return thumbnail.isError()
          ? Optional.empty()
          : Optional.of(new Result(file, memory, thumbnail));
    } catch (EngineException e) {
      LOG.info("a finished picture cannot be shown", e);
      return Optional.empty();
    }
  }
}
