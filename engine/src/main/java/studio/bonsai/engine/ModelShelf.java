// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  public ModelShelf {
    folders = List.copyOf(folders);
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
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(ModelShelf::isModel).sorted().toList();
    } catch (IOException e) {
      throw new EngineException("Cannot read " + folder + ": " + FileFailure.reason(e), e);
    }
  }

  private static boolean isModel(Path folder) {
    return Files.exists(folder.resolve("model_index.json"));
  }
}
