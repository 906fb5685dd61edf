// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.dreambooth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import studio.bonsai.engine.AtomicFile;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.TrainingEvent.ClassPictureDrawn;
import studio.bonsai.engine.picture.PngFile;

/**
 * A folder of pictures of the subject's class. Those that a model drew are numbered, each by its
 * seed, and {@code class.json} tells of what prompt and model they are: they are drawn once and
 * used again. A folder without that file has pictures of the user's own, which are used as they
 * are.
 */
public final class ClassPictures {
  private static final String FILE = "class.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the pictures are of. */
  private record Origin(String prompt, String model) {}

  /** Hears of each picture that was drawn. */
  @FunctionalInterface
  public interface Progress {
    void drawn(ClassPictureDrawn event);
  }

  private final Path folder;
  private final Origin origin;
  private final int count;

  /**
   * @param model the fingerprint of the one that draws
   * @param count of pictures that are wanted
   */
  public ClassPictures(Path folder, String prompt, String model, int count) {
    this.folder = folder;
    this.origin = new Origin(prompt, model);
    this.count = count;
  }

  /** Whether the pictures are not a model's. */
  public boolean areTheUsers() {
    return !Files.exists(folder.resolve(FILE)) && hasFiles();
  }

  private boolean hasFiles() {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> !file.getFileName().toString().startsWith("."));
    } catch (IOException e) {
      throw new EngineException("Cannot read " + folder + ": " + FileFailure.reason(e), e);
    }
  }

  /**
   * How many are still to be drawn.
   *
   * @throws EngineException when the folder has pictures of another class or model
   */
  public int missing() {
    if (areTheUsers()) {
      return 0;
    }
    checkOrigin();
    return count - present();
  }

  private int present() {
    int present = 0;
    for (int number = 1; number <= count; number++) {
      present += Files.exists(picture(number)) ? 1 : 0;
    }
    return present;
  }

  private Path picture(int number) {
    return folder.resolve(String.format(Locale.ROOT, "%06d.png", number));
  }

  private void checkOrigin() {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return;
    }
    try {
      Origin found = JSON.readValue(file.toFile(), Origin.class);
      if (!found.equals(origin)) {
        String what =
            found.prompt().equals(origin.prompt())
                ? "drawn by another model"
                : "of '" + found.prompt() + "', not of '" + origin.prompt() + "'";
        throw new EngineException(
            "The class pictures in " + folder + " are " + what + ". Name another folder for them.");
      }
    } catch (IOException e) {
      throw new EngineException("Cannot read " + file + ": " + FileFailure.reason(e), e);
    }
  }

  /**
   * Draws what is missing; may be stopped between two pictures and called again.
   *
   * @param maker draws the class with a seed
   */
  public void draw(LongFunction<Pixels> maker, Progress progress) {
    checkOrigin();
    write(folder.resolve(FILE), origin());
    int done = present();
    int drawn = 0;
    long begin = System.nanoTime();
    for (int number = 1; number <= count; number++) {
      if (!Files.exists(picture(number))) {
        byte[] png = PngFile.encode(maker.apply(number), Map.of("prompt", origin.prompt()));
        write(picture(number), png);
        done++;
        drawn++;
        Duration left =
            Duration.ofNanos((System.nanoTime() - begin) / drawn).multipliedBy(count - done);
        progress.drawn(new ClassPictureDrawn(done, count, left));
      }
    }
  }

  private byte[] origin() {
    try {
      return (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(origin) + "\n")
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(Path file, byte[] content) {
    AtomicFile.write(file, content);
  }
}
