// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.util.Objects;
import java.util.Optional;

/**
 * How a picture was computed, as far as its bytes depend on it: in another precision, with weights
 * in another form, with tiles, or with sums split among other threads it is rounded otherwise.
 *
 * @param gpu whether on a GPU
 * @param threads that an operation used on the CPU, 1 or more
 */
public record Computation(boolean gpu, Precision precision, MemoryMode memory, int threads) {
  public Computation {
    Objects.requireNonNull(precision, "precision");
    Objects.requireNonNull(memory, "memory");
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be 1 or more, got " + threads);
    }
  }

  /**
   * The precision, where it is not what suits the device: a picture of a GPU need not be computed
   * in float16 where there is none.
   */
  public Optional<Precision> chosenPrecision() {
    Precision suited = gpu ? Precision.FLOAT16 : Precision.FLOAT32;
    return precision == suited ? Optional.empty() : Optional.of(precision);
  }
}
