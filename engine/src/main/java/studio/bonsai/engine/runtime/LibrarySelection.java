// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runtime;

import java.nio.file.Path;
import java.util.Optional;
import studio.bonsai.engine.EngineException;

/**
 * The libtorch that this process takes.
 *
 * @param library empty for the one that comes with the program, or that DJL's own variables name
 * @param reason why, in words that follow a comma
 * @param isDeliberate whether the user said so, rather than the program found it
 */
public record LibrarySelection(
    Optional<TorchLibrary> library, String reason, boolean isDeliberate) {
  /** Environment variable: a libtorch folder, a Python environment with torch, or cpu. */
  static final String VARIABLE = "BONSAI_LIBTORCH";

  /** The same as a system property, which comes first. */
  static final String PROPERTY = "bonsai.libtorch";

  /** DJL's own variable; who sets it knows what they do. */
  static final String DJL_VARIABLE = "PYTORCH_LIBRARY_PATH";

  /**
   * Chooses: what DJL's own variable names, what the user named for this process, what the user
   * saved, what lies on the machine and suits its GPU, what comes with the program.
   *
   * @param hasDriver whether a program can load NVIDIA's driver
   * @throws EngineException when what the user named cannot be used
   */
  public static LibrarySelection choose(Surroundings surroundings, boolean hasDriver) {
    Optional<String> own = surroundings.variable(DJL_VARIABLE);
    if (own.isPresent()) {
      return deliberate("as " + DJL_VARIABLE + " says: " + own.get());
    }
    Optional<String> named =
        surroundings.setting(PROPERTY).or(() -> surroundings.variable(VARIABLE));
    if (named.isPresent()) {
      String advice = " Correct or unset " + VARIABLE + ".";
      return named(surroundings, named.get(), "as " + VARIABLE + " says", advice, hasDriver);
    }
    Optional<LibraryChoice> saved = LibraryChoice.load(surroundings.dataFolder());
    return saved.isPresent()
        ? named(
            surroundings,
            saved.get().toString(),
            "as 'bonsai runtime' was told",
            " 'bonsai runtime --use auto' looks for another.",
            hasDriver)
        : automatic(surroundings, hasDriver);
  }

  private static LibrarySelection named(
      Surroundings surroundings, String name, String reason, String advice, boolean hasDriver) {
    if (name.equals("cpu")) {
      return deliberate(reason);
    }
    try {
      TorchLibrary library = TorchLibrary.read(Path.of(name), surroundings.system());
      // Without the driver a libtorch for CUDA cannot even be loaded.
      return library.cuda() && !hasDriver
          ? bundled(library.folder() + " needs NVIDIA's driver, which is not there")
          : new LibrarySelection(Optional.of(library), reason, true);
    } catch (EngineException e) {
      throw new EngineException(e.getMessage() + advice, e);
    }
  }

  private static LibrarySelection automatic(Surroundings surroundings, boolean hasDriver) {
    if (!hasDriver) {
      return bundled("no NVIDIA driver was found");
    }
    return new LibraryPlaces(surroundings)
        .search().stream()
            .filter(f -> f.library().map(TorchLibrary::cuda).orElse(false))
            .findFirst()
            .map(f -> new LibrarySelection(f.library(), f.origin(), false))
            .orElseGet(() -> bundled("no libtorch for CUDA was found"));
  }

  private static LibrarySelection bundled(String reason) {
    return new LibrarySelection(Optional.empty(), reason, false);
  }

  private static LibrarySelection deliberate(String reason) {
    return new LibrarySelection(Optional.empty(), reason, true);
  }
}
