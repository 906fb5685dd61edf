// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import studio.bonsai.engine.EngineException;

/** Where a libtorch may lie that nobody named: paths only, nothing is run. */
public final class LibraryPlaces {
  /**
   * A place where something lies.
   *
   * @param origin how the place is known, as in "the Python environment in VIRTUAL_ENV"
   * @param library empty when what lies there cannot be used
   * @param problem why not; empty when it can
   */
  public record Found(String origin, Path path, Optional<TorchLibrary> library, String problem) {}

  private final Surroundings surroundings;

  public LibraryPlaces(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Folder of the libtorch for CUDA that this program fetches. */
  public static Path installed(Surroundings surroundings) {
    return surroundings
        .dataFolder()
        .resolve("libtorch")
        .resolve(TorchLibrary.VERSION + "-cu128-" + surroundings.classifier());
  }

  /** Everything that is there, the most deliberate first. */
  public List<Found> search() {
    List<Found> found = new ArrayList<>();
    look(found, "installed by 'bonsai runtime'", installed(surroundings));
    surroundings
        .folder("VIRTUAL_ENV")
        .ifPresent(e -> lookIntoPython(found, "the Python environment in VIRTUAL_ENV", e));
    surroundings
        .folder("CONDA_PREFIX")
        .ifPresent(e -> lookIntoPython(found, "the Conda environment in CONDA_PREFIX", e));
    cached().forEach(c -> look(found, "downloaded by DJL", c));
    return found;
  }

  private void lookIntoPython(List<Found> found, String origin, Path environment) {
    for (Path packages : TorchLibrary.sitePackages(environment)) {
      look(found, origin, packages.resolve("torch"));
    }
  }

  private void look(List<Found> found, String origin, Path path) {
    if (!Files.isDirectory(path)) {
      return;
    }
    try {
      TorchLibrary library = TorchLibrary.read(path, surroundings.system());
      found.add(new Found(origin, library.folder(), Optional.of(library), ""));
    } catch (EngineException e) {
      found.add(new Found(origin, path, Optional.empty(), e.getMessage()));
    }
  }

  /** DJL moves a download into place when it is complete; what is there can be trusted. */
  private List<Path> cached() {
    Path cache = surroundings.djlCache();
    if (!Files.isDirectory(cache)) {
      return List.of();
    }
    String name = "\\d[\\d.]*(-\\d+)?-cu\\d+-" + surroundings.classifier();
    String library = surroundings.system().library("torch");
    try (Stream<Path> entries = Files.list(cache)) {
      return entries
          .filter(e -> e.getFileName().toString().matches(name))
          // DJL keeps its glue for other libraries in folders of the same kind of name.
          .filter(e -> Files.exists(e.resolve(library)))
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of(); // A cache that cannot be listed holds nothing for this user.
    }
  }
}
