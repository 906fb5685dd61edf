// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;
import studio.bonsai.engine.ModelDefaults;

/**
 * A model in diffusers' layout: {@code model_index.json} and a folder for each component with its
 * config and weights. Models of a family may share components: what a folder lacks lies in the
 * folder beside it that its {@code bonsai.json} names under {@code shares}.
 */
public final class ModelFolder implements ModelFiles {
  static final String INDEX = "model_index.json";
  private static final String SCHEDULER = "scheduler";
  private static final List<String> WEIGHT_NAMES =
      List.of("diffusion_pytorch_model", "model", "pytorch_model");

  private final Path path;
  private final ObjectNode index;

  private ModelFolder(Path path, ObjectNode index) {
    this.path = path;
    this.index = index;
  }

  /**
   * Checks that the folder is a model's.
   *
   * @throws EngineException when it has no readable {@code model_index.json}
   */
  public static ModelFolder open(Path path) {
    if (!Files.isDirectory(path)) {
      throw new EngineException("There is no folder " + path + ".");
    }
    if (!Files.isRegularFile(path.resolve(INDEX))) {
      throw new EngineException(
          path
              + " is not a model in diffusers' layout: it has no "
              + INDEX
              + ". Choose the folder"
              + " that has one, or convert a single file with `bonsai convert`.");
    }
    return new ModelFolder(path, Json.read(path.resolve(INDEX)));
  }

  @Override
  public Path path() {
    return path;
  }

  /**
   * Where a component of a model lies: in its own folder, or in the one that it shares.
   *
   * @param model a folder in diffusers' layout
   * @throws EngineException when what it shares is no name of a folder
   */
  public static Path part(Path model, String component) {
    Path own = model.resolve(component);
    return Files.isDirectory(own) ? own : shared(model).map(m -> m.resolve(component)).orElse(own);
  }

  private static Optional<Path> shared(Path model) {
    Path file = model.resolve(ModelDefaults.FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    String name = Json.read(file).path("shares").asText("");
    return name.isEmpty() ? Optional.empty() : Optional.of(beside(model, name, file));
  }

  private static Path beside(Path model, String name, Path file) {
    if (!name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]*")) {
      throw new EngineException(
          file + " shares '" + name + "', which is not the name of a folder beside the model's.");
    }
    return model.toAbsolutePath().resolveSibling(name);
  }

  /** What {@code model_index.json} says: the pipeline's class and its components. */
  public ObjectNode index() {
    return index.deepCopy();
  }

  /** Whether there is a folder for the component. */
  public boolean has(String component) {
    return Files.isDirectory(part(path, component));
  }

  @Override
  public ObjectNode config(String component) {
    return Json.read(configFile(part(path, component), component));
  }

  /**
   * @param folder the component's
   */
  static Path configFile(Path folder, String component) {
    return folder.resolve(component.equals(SCHEDULER) ? "scheduler_config.json" : "config.json");
  }

  /** The weights of a component: as stored in full if they are there, else in half precision. */
  @Override
  public TensorFile weights(String component) {
    return TensorFile.open(weightFile(component, List.of("", "fp16")));
  }

  /**
   * The weights of a component, preferring a variant.
   *
   * @param variant as in {@code diffusion_pytorch_model.fp16.safetensors}
   */
  public TensorFile weights(String component, String variant) {
    return TensorFile.open(weightFile(component, List.of(variant, "", "fp16")));
  }

  /** Whether the folder has weights of a component, beside its config. */
  public boolean hasWeights(String component) {
    try {
      return Files.exists(weightFile(component, List.of("", "fp16")));
    } catch (EngineException e) {
      return false;
    }
  }

  private Path weightFile(String component, List<String> variants) {
    List<String> tried = new ArrayList<>();
    for (String format : List.of("safetensors", "bin")) {
      for (String variant : variants) {
        for (String base : WEIGHT_NAMES) {
          for (String name : names(base, format, variant)) {
            Path file = part(path, component).resolve(name);
            if (Files.isRegularFile(file)) {
              return file;
            }
            tried.add(name);
          }
        }
      }
    }
    throw new EngineException(
        part(path, component)
            + " has no weights, such as "
            + tried.get(0)
            + ". Download the"
            + " model again.");
  }

  /** One file, or an index of shards, whose name took the variant in two ways over time. */
  private static List<String> names(String base, String format, String variant) {
    if (variant.isEmpty()) {
      return List.of(base + "." + format, base + "." + format + ".index.json");
    }
    return List.of(
        base + "." + variant + "." + format,
        base + "." + format + ".index." + variant + ".json",
        base + "." + format + "." + variant + ".index.json");
  }

  /**
   * Writes the model anew: every config and text as it is, all weights as safetensors.
   *
   * @param target must not exist
   * @param precision of floating point numbers; none keeps what each tensor has
   * @param manager on the CPU; tensors pass through it one by one
   */
  public ModelFolder copyTo(
      Path target, Optional<DataType> precision, NDManager manager, Writing writing) {
    return copyTo(target, precision, manager, writing, Map.of());
  }

  /**
   * As {@link #copyTo(Path, Optional, NDManager, Writing)}, with other networks in some places.
   *
   * @param replaced by the component's name
   */
  public ModelFolder copyTo(
      Path target,
      Optional<DataType> precision,
      NDManager manager,
      Writing writing,
      Map<String, Replacement> replaced) {
    try (ModelFolderWriter writer = new ModelFolderWriter(target, writing)) {
      for (Map.Entry<String, Path> file : textFiles().entrySet()) {
        writer.copy(file.getKey(), file.getValue());
      }
      replaced.forEach((component, other) -> writer.config(component, other.config()));
      for (String component : weightedComponents()) {
        Replacement other = replaced.get(component);
        try (TensorFile file = other == null ? weights(component) : other.weights().get()) {
          writer.weights(component, file, precision, manager);
        }
      }
      return writer.finish();
    }
  }

  /** By their names in the model's folder; its own first. */
  private Map<String, Path> textFiles() {
    Map<String, Path> found = new TreeMap<>();
    for (Path folder : folders()) {
      try (Stream<Path> files = Files.walk(folder, 2)) {
        files
            .filter(file -> Files.isRegularFile(file) && !isWeights(file))
            .filter(file -> file.startsWith(path) || isShared(folder.relativize(file)))
            .forEach(file -> found.putIfAbsent(folder.relativize(file).toString(), file));
      } catch (IOException e) {
        throw new EngineException("Cannot read " + folder + ": " + FileFailure.reason(e), e);
      }
    }
    return found;
  }

  /** Components that this model has none of; no file that speaks of the other model as a whole. */
  private boolean isShared(Path file) {
    return file.getNameCount() == 2 && !Files.isDirectory(path.resolve(file.getName(0)));
  }

  private Set<String> weightedComponents() {
    Set<String> found = new TreeSet<>();
    for (Path folder : folders()) {
      try (Stream<Path> components = Files.list(folder)) {
        components
            .filter(component -> Files.exists(component.resolve("config.json")))
            .forEach(component -> found.add(component.getFileName().toString()));
      } catch (IOException e) {
        throw new EngineException("Cannot read " + folder + ": " + FileFailure.reason(e), e);
      }
    }
    return found;
  }

  private List<Path> folders() {
    return Stream.concat(Stream.of(path), shared(path).stream()).toList();
  }

  private static boolean isWeights(Path file) {
    return file.getFileName()
        .toString()
        .matches(".*\\.(safetensors|bin|ckpt|pth|pt|msgpack|h5|onnx|pb)(\\..*json)?");
  }
}
