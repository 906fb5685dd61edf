// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import ai.djl.ndarray.types.DataType;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a single file cannot say of itself.
 *
 * @param velocity whether the U-Net predicts the velocity (Stable Diffusion 2 at 768 pixels) or the
 *     noise; none lets a config beside the file, its name and its architecture decide
 * @param averaged take the weights that training averaged ({@code model_ema.*}) for the U-Net
 * @param precision of floating point numbers that are written; none keeps what each tensor has
 * @param notes hears what was decided and why
 */
public record SingleFileOptions(
    Optional<Boolean> velocity,
    boolean averaged,
    Optional<DataType> precision,
    Consumer<String> notes) {
  public SingleFileOptions {
    Objects.requireNonNull(velocity, "velocity");
    Objects.requireNonNull(precision, "precision");
    Objects.requireNonNull(notes, "notes");
  }

  /** Everything as the file suggests. */
  public static SingleFileOptions detected() {
    return new SingleFileOptions(Optional.empty(), false, Optional.empty(), note -> {});
  }

  public SingleFileOptions withVelocity(boolean value) {
    return new SingleFileOptions(Optional.of(value), averaged, precision, notes);
  }

  public SingleFileOptions withAveraged(boolean value) {
    return new SingleFileOptions(velocity, value, precision, notes);
  }

  public SingleFileOptions withPrecision(DataType value) {
    return new SingleFileOptions(velocity, averaged, Optional.of(value), notes);
  }

  public SingleFileOptions withNotes(Consumer<String> value) {
    return new SingleFileOptions(velocity, averaged, precision, value);
  }

  /** The config that Stability and Automatic1111's web UI put beside a checkpoint. */
  static Optional<Path> configBeside(Path file) {
    String name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    Path config = file.resolveSibling(name + ".yaml");
    return java.nio.file.Files.isRegularFile(config) ? Optional.of(config) : Optional.empty();
  }
}
