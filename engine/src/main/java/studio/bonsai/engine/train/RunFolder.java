// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import studio.bonsai.engine.AtomicFile;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;
import studio.bonsai.engine.PathLock;

/**
 * A run as people find it: {@code settings.json}, {@code losses.csv}, {@code losses.svg}, the
 * folders {@code samples} and {@code checkpoints}, and {@code model} or {@code lora.safetensors}
 * once it is done.
 */
public final class RunFolder {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path path;

  private RunFolder(Path path) {
    this.path = path;
  }

  /**
   * Begins a run.
   *
   * @param path must not exist, or be empty
   * @param settings everything that is needed to go on with it
   */
  public static RunFolder create(Path path, JsonNode settings) {
    checkFree(path);
    RunFolder folder = new RunFolder(path);
    folder.write("settings.json", settings.toPrettyString() + "\n");
    return folder;
  }

  /**
   * @throws EngineException when the folder has a run already
   */
  public static void checkFree(Path path) {
    if (Files.exists(path.resolve("settings.json"))) {
      throw new EngineException(
          path + " is a run already. Go on with it by --resume, or name another folder.");
    }
  }

  /**
   * Opens a run to go on with it.
   *
   * @throws EngineException when it is none
   */
  public static RunFolder open(Path path) {
    if (!Files.isRegularFile(path.resolve("settings.json"))) {
      throw new EngineException(path + " is no run of Bonsai: it has no settings.json.");
    }
    return new RunFolder(path);
  }

  /** What the run began with. */
  public JsonNode settings() {
    Path file = path.resolve("settings.json");
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new EngineException("Cannot read " + file + ": " + FileFailure.reason(e), e);
    }
  }

  /**
   * Keeps a second training out of the folder.
   *
   * @throws EngineException when one is at work there
   */
  public PathLock lock() {
    try {
      return PathLock.take(
          path.resolve("lock"),
          "Another training is at work in "
              + path
              + "; wait until it is done, or stop it, before going on with it here.");
    } catch (IOException e) {
      throw new EngineException("Cannot write into " + path + ": " + FileFailure.reason(e), e);
    }
  }

  LossLog losses() {
    return new LossLog(path.resolve("losses.csv"));
  }

  void plot() {
    write("losses.svg", LossPlot.svg(losses().columns()));
  }

  Checkpoints checkpoints() {
    return new Checkpoints(path.resolve("checkpoints"));
  }

  /** Where all of it lies. */
  public Path path() {
    return path;
  }

  /** Where sample pictures go. */
  public Path samples() {
    return path.resolve("samples");
  }

  /** Where the model will be. */
  public Path model() {
    return path.resolve("model");
  }

  /** Where the LoRA will be, if that is what is learnt. */
  public Path lora() {
    return path.resolve("lora.safetensors");
  }

  /** What the run was for, once it is done. */
  public Optional<Path> result() {
    return Stream.of(model(), lora()).filter(Files::exists).findFirst();
  }

  private void write(String name, String text) {
    AtomicFile.write(path.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }
}
