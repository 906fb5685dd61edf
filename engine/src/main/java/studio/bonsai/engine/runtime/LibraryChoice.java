// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import studio.bonsai.engine.AtomicFile;
import studio.bonsai.engine.EngineException;

/**
 * What the user wants this program to run on.
 *
 * @param folder a libtorch; empty is the one for the CPU that comes with the program
 */
public record LibraryChoice(Optional<Path> folder) {
  private static final String FILE = "libtorch.choice";
  private static final String CPU = "cpu";

  /** The libtorch that comes with the program. */
  public static LibraryChoice cpu() {
    return new LibraryChoice(Optional.empty());
  }

  /** A libtorch of the user's own. */
  public static LibraryChoice of(Path folder) {
    return new LibraryChoice(Optional.of(folder.toAbsolutePath().normalize()));
  }

  /** Reads {@code cpu} or a path. */
  static LibraryChoice parse(String text) {
    return text.equals(CPU) ? cpu() : of(Path.of(text));
  }

  /** What was saved; empty when the program shall look for itself. */
  public static Optional<LibraryChoice> load(Path dataFolder) {
    Path file = dataFolder.resolve(FILE);
    try {
      return Files.exists(file)
          ? Optional.of(parse(Files.readString(file).strip()))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      throw new EngineException(
          "Cannot read "
              + file
              + " ("
              + e.getMessage()
              + "); 'bonsai runtime --use auto' mends it.",
          e);
    }
  }

  /** Keeps the choice for every later start. */
  public void save(Path dataFolder) {
    AtomicFile.write(dataFolder.resolve(FILE), (this + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Lets the program look for itself again. */
  public static void forget(Path dataFolder) {
    try {
      Files.deleteIfExists(dataFolder.resolve(FILE));
    } catch (IOException e) {
      throw new EngineException("Cannot delete " + dataFolder.resolve(FILE) + ".", e);
    }
  }

  @Override
  public String toString() {
    return folder.map(Path::toString).orElse(CPU);
  }
}
