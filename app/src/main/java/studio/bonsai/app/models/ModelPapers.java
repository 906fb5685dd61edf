// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import studio.bonsai.engine.Folders;
import studio.bonsai.engine.ModelSource;

/**
 * What a model's card shows beside what its networks are.
 *
 * @param source where it came from, and its licence
 * @param sample a picture that was drawn with it
 */
record ModelPapers(ModelSource source, Optional<Path> sample) {
  /**
   * Looks at the disk.
   *
   * @param newest the newest picture that the user drew with it
   */
  static ModelPapers of(InstalledModel model, Function<InstalledModel, Optional<Path>> newest) {
    Optional<Path> sample = newest.apply(model).filter(Files::isRegularFile);
    return new ModelPapers(
        ModelSource.of(model.folder()), sample.or(() -> ownSample(model.folder())));
  }

  /** Many models come with a picture in their folder. */
  private static Optional<Path> ownSample(Path folder) {
    try {
      return Folders.list(folder).stream().filter(ModelPapers::isPicture).sorted().findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.matches(".*\\.(png|jpe?g)");
  }
}
