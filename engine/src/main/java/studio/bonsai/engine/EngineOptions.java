// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * On what to compute.
 *
 * @param device empty to take a GPU when there is one
 * @param precision empty for what suits the device: float32 on the CPU, float16 on a GPU
 * @param threads empty for all cores
 * @param previews whether steps offer a preview
 */
public record EngineOptions(
    Optional<DeviceName> device,
    Optional<Precision> precision,
    MemoryMode memory,
    OptionalInt threads,
    boolean previews) {
  public EngineOptions {
    Objects.requireNonNull(memory, "memory");
    threads.ifPresent(n -> Ranges.check("threads", n, 1, 1024));
  }

  /** Everything as suits the machine. */
  public static EngineOptions defaults() {
    return new EngineOptions(
        Optional.empty(), Optional.empty(), MemoryMode.BALANCED, OptionalInt.empty(), false);
  }
}
