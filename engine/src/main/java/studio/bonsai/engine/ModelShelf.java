// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import studio.bonsai.engine.runtime.Surroundings;

/**
 * The models that are installed: those that come with the program and those in the user's own
 * folder.
 *
 * @param folders each holds model folders; the first that knows a name wins
 */
public record ModelShelf(List<Path> folders) {
  /** The model that comes with the program. */
  public static final String DEFAULT = "bonsai-emoji";

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,99}");

  public ModelShelf {
    folders = List.copyOf(folders);
    if (folders.isEmpty()) {
      throw new IllegalArgumentException("a shelf needs a folder for the user's own models");
    }
  }

  /** The shelf of this machine: {@code models} in the user's data folder, and the program's own. */
  public static ModelShelf ofThisMachine() {
    List<Path> folders = new ArrayList<>();
    folders.add(dataFolder().resolve("models"));
    String assets = System.getProperty("bonsai.assets");
    if (assets != null) {
      folders.add(Path.of(assets, "models"));
    }
    return new ModelShelf(folders);
  }

  /** Where this user's models lie, and all else that the program keeps. */
  public static Path dataFolder() {
    return Surroundings.ofThisProcess().dataFolder();
  }

  /** All models, by name within each folder. */
  public List<Path> models() {
    return folders.stream().flatMap(f -> modelsIn(f).stream()).collect(Collectors.toList());
  }

  /**
   * Finds a model by its name, or by the path of its folder or file.
   *
   * @throws EngineException when there is none
   */
  public Path find(String nameOrPath) {
    if (nameOrPath.isBlank()) {
      throw new IllegalArgumentException("a model needs a name; installed are: " + names());
    }
    for (Path folder : folders) {
      Path model = folder.resolve(nameOrPath);
      if (isModel(model)) {
        return model;
      }
    }
    Path path = Path.of(nameOrPath);
    if (Files.exists(path)) {
      return path;
    }
    throw new EngineException(
        "There is no model '"
            + nameOrPath
            + "'; installed are: "
            + names()
            + ". A path of a model folder or file will do as well.");
  }

  /** Whether a model of that name is installed. */
  public boolean has(String name) {
    return models().stream().anyMatch(m -> m.getFileName().toString().equals(name));
  }

  /** The user's own folder, where models are added. */
  public Path home() {
    return folders.get(0);
  }

  /** Whether a model came with the program: such a one is neither renamed nor removed. */
  public boolean isBundled(Path model) {
    return !model.toAbsolutePath().startsWith(home().toAbsolutePath());
  }

  /**
   * Where a model of that name would lie.
   *
   * @throws IllegalArgumentException when it is no name for a folder
   * @throws EngineException when the name is taken
   */
  public Path placeFor(String name) {
    String clean = name.strip();
    if (!NAME.matcher(clean).matches()) {
      throw new IllegalArgumentException(
          "A model's name has letters, digits, spaces and - _ . and begins with a letter or a"
              + " digit.");
    }
    if (has(clean) || Files.exists(home().resolve(clean))) {
      throw new EngineException(
          "There is a model called '" + clean + "' already; choose another name.");
    }
    return home().resolve(clean);
  }

  /**
   * Adds a model from elsewhere.
   *
   * @param source a folder, or a single file
   * @return where it lies now; it appears there only when it is complete
   * @throws IllegalArgumentException and EngineException as {@link #placeFor} and {@link
   *     Engine#convert}
   * @throws java.util.concurrent.CancellationException between tensors; nothing is left then
   */
  public Path add(Path source, String name, ConversionOptions options, CancelToken cancel) {
    Path target = placeFor(name);
    try {
      Files.createDirectories(home());
    } catch (IOException e) {
      throw new EngineException("Cannot write into " + home() + ": " + FileFailure.reason(e), e);
    }
    Engine.convert(source, target, options, cancel);
    return target;
  }

  /**
   * @throws EngineException when it came with the program, or the name is taken
   */
  public Path rename(Path model, String name) {
    checkOwn(model);
    Path target = placeFor(name);
    try {
      return Files.move(model, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new EngineException("Cannot rename " + model + ": " + FileFailure.reason(e), e);
    }
  }

  /**
   * Deletes a model. It is off the shelf at once, even if deleting its files is cut short.
   *
   * @throws EngineException when it came with the program, or a file cannot be deleted
   */
  public void remove(Path model) {
    checkOwn(model);
    try {
      Path hidden = model.resolveSibling("." + model.getFileName() + ".removed");
      Files.move(model, hidden, StandardCopyOption.ATOMIC_MOVE);
      Folders.delete(hidden);
    } catch (IOException e) {
      throw new EngineException("Cannot remove " + model + ": " + FileFailure.reason(e), e);
    }
  }

  private void checkOwn(Path model) {
    if (isBundled(model)) {
      throw new EngineException(model.getFileName() + " came with the program and stays as it is.");
    }
  }

  private String names() {
    List<Path> models = models();
    return models.isEmpty()
        ? "none"
        : models.stream().map(m -> m.getFileName().toString()).collect(Collectors.joining(", "));
  }

  private static List<Path> modelsIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try {
      return Folders.list(folder).stream().filter(ModelShelf::isModel).sorted().toList();
    } catch (IOException e) {
      throw new EngineException("Cannot read " + folder + ": " + FileFailure.reason(e), e);
    }
  }

  /** What is hidden is not complete, or about to go. */
  private static boolean isModel(Path folder) {
    return !folder.getFileName().toString().startsWith(".")
        && Files.exists(folder.resolve("model_index.json"));
  }
}
