// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import studio.bonsai.engine.AtomicFile;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;
import studio.bonsai.engine.Folders;

/**
 * Writes a model folder beside its place and moves it there when it is complete. Closed before
 * {@link #finish}, it leaves nothing.
 */
public final class ModelFolderWriter implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ModelFolderWriter.class.getName());

  private final Path target;
  private final Path beside;
  private final Writing writing;

  /**
   * @param target the folder to be; it must not exist, or be empty
   * @throws EngineException when something is there already or its parent is not writable
   */
  public ModelFolderWriter(Path target) {
    this(target, Writing.unwatched());
  }

  ModelFolderWriter(Path target, Writing writing) {
    this.writing = writing;
    this.target = target.toAbsolutePath().normalize();
    this.beside =
        this.target.resolveSibling("." + this.target.getFileName() + "." + UUID.randomUUID());
    checkFree();
    try {
      Files.createDirectories(beside);
    } catch (IOException e) {
      throw new EngineException("Cannot write " + target + ": " + FileFailure.reason(e), e);
    }
  }

  private void checkFree() {
    if (!Files.exists(target)) {
      return;
    }
    try (Stream<Path> inside = Files.list(target)) {
      if (inside.findAny().isEmpty()) {
        return;
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the target is no folder", e);
    }
    throw new EngineException(target + " exists already. Choose another name or remove it first.");
  }

  /** {@code model_index.json}. */
  public ModelFolderWriter index(JsonNode index) {
    return file(ModelFolder.INDEX, Json.bytes(index));
  }

  /** The config of a component. */
  public ModelFolderWriter config(String component, JsonNode config) {
    return json(
        beside.relativize(ModelFolder.configFile(beside.resolve(component), component)).toString(),
        config);
  }

  /** Any JSON file. */
  public ModelFolderWriter json(String name, JsonNode content) {
    return file(name, Json.bytes(content));
  }

  /**
   * Any file.
   *
   * @param name path below the folder
   */
  public ModelFolderWriter file(String name, byte[] content) {
    AtomicFile.write(beside.resolve(name), content);
    return this;
  }

  /** A file as it is. */
  public ModelFolderWriter copy(String name, Path source) {
    try {
      return file(name, Files.readAllBytes(source));
    } catch (IOException e) {
      throw new EngineException("Cannot read " + source + ": " + FileFailure.reason(e), e);
    }
  }

  /** Lets another class write files into a folder of the model. */
  public ModelFolderWriter folder(String name, Consumer<Path> content) {
    content.accept(beside.resolve(name));
    return this;
  }

  /**
   * The weights of a component out of a file, tensor by tensor.
   *
   * @param precision of floating point numbers; none keeps what each tensor has
   */
  public ModelFolderWriter weights(
      String component, TensorFile file, Optional<DataType> precision, NDManager manager) {
    SafetensorsWriter writer = new SafetensorsWriter(Map.of(), writing);
    file.entries()
        .forEach(
            (name, info) ->
                writer.add(manager, file, name, precision.orElse(info.inMemory().dtype())));
    writer.write(weightFile(component));
    return this;
  }

  /** The weights of a component out of memory. */
  public ModelFolderWriter weights(
      String component, Map<String, NDArray> tensors, DataType precision) {
    SafetensorsWriter writer = new SafetensorsWriter(Map.of());
    tensors.forEach(
        (name, array) ->
            writer.add(
                name, array, array.getDataType().isFloating() ? precision : array.getDataType()));
    writer.write(weightFile(component));
    return this;
  }

  /** Transformers and diffusers call their weights differently. */
  private Path weightFile(String component) {
    boolean transformers = List.of("text_encoder", "safety_checker").contains(component);
    return beside
        .resolve(component)
        .resolve(transformers ? "model.safetensors" : "diffusion_pytorch_model.safetensors");
  }

  /**
   * Moves the folder to its place.
   *
   * @throws EngineException when another run has put something there meanwhile
   */
  public ModelFolder finish() {
    ModelFolder.open(beside);
    checkFree();
    try {
      Files.deleteIfExists(target);
      AtomicFile.move(beside, target);
    } catch (IOException e) {
      throw new EngineException("Cannot write " + target + ": " + FileFailure.reason(e), e);
    }
    return ModelFolder.open(target);
  }

  @Override
  public void close() {
    try {
      Folders.delete(beside);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "cannot remove " + beside, e);
    }
  }
}
