// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;

/**
 * Loads the libraries of a folder, each after those it needs. Linux finds what a library needs by
 * the path that is written in it; Windows looks only among what is loaded already and in PATH.
 */
public final class LoadOrder {
  private LoadOrder() {}

  /** Loads what DJL would not find the needs of: on Windows alone. */
  public static void prepare(LibrarySelection selection) {
    OperatingSystem system = Surroundings.ofThisProcess().system();
    if (system == OperatingSystem.WINDOWS && selection.library().isPresent()) {
      // What cannot be loaded may not be needed; if it is, DJL's own attempt says so.
      List<Path> unused =
          load(selection.library().get().folder(), system, p -> System.load(p.toString()));
    }
  }

  /**
   * Tries whatever is not loaded yet, again and again, as long as that brings something.
   *
   * @param loader loads one library, or throws UnsatisfiedLinkError while something is missing
   * @return what could not be loaded
   */
  static List<Path> load(Path folder, OperatingSystem system, Consumer<Path> loader) {
    List<Path> waiting = libraries(folder, system);
    boolean progress = true;
    while (progress && !waiting.isEmpty()) {
      List<Path> still = new ArrayList<>();
      for (Path library : waiting) {
        if (!isLoaded(library, loader)) {
          still.add(library);
        }
      }
      progress = still.size() < waiting.size();
      waiting = still;
    }
    return waiting;
  }

  private static boolean isLoaded(Path library, Consumer<Path> loader) {
    try {
      loader.accept(library);
      return true;
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
  }

  private static List<Path> libraries(Path folder, OperatingSystem system) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> system.isLibrary(f.getFileName().toString()))
          // Python's own glue wants Python.
          .filter(f -> !f.getFileName().toString().contains("torch_python"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new EngineException("Cannot read " + folder + ": " + FileFailure.reason(e), e);
    }
  }
}
