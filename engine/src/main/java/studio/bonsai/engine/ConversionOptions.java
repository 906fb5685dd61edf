// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * How to write a model anew.
 *
 * @param precision of the weights; empty keeps each as it is
 * @param velocity whether a single file of Stable Diffusion 2 predicts the velocity (at 768 pixels)
 *     or the noise, which its tensors do not tell; empty goes by what lies beside it and its name
 * @param averaged whether to take the weights that a single file's training averaged
 * @param notes hears what was decided and why
 * @param written hears after each tensor how many bytes it took
 */
public record ConversionOptions(
    Optional<Precision> precision,
    Optional<Boolean> velocity,
    boolean averaged,
    Consumer<String> notes,
    LongConsumer written) {
  public ConversionOptions {
    Objects.requireNonNull(precision, "precision");
    Objects.requireNonNull(velocity, "velocity");
    Objects.requireNonNull(notes, "notes");
    Objects.requireNonNull(written, "written");
  }

  /** Everything as the model suggests. */
  public static ConversionOptions asItIs() {
    return new ConversionOptions(
        Optional.empty(), Optional.empty(), false, note -> {}, bytes -> {});
  }
}
