// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import studio.bonsai.engine.ComputeRuntime;
import studio.bonsai.engine.Gpu;
import studio.bonsai.engine.runtime.Surroundings;

/** What {@code runtime} asks of the machine and its user; its tests put a fake in its place. */
interface Machine {
  Surroundings surroundings();

  /** Whether NVIDIA's driver can be loaded. */
  boolean hasDriver();

  /** The GPUs that the driver shows. */
  List<Gpu> gpus();

  /** Bytes free on a GPU, in words; empty when nobody tells. */
  Optional<String> freeMemory(int gpu);

  /** As in "x86_64, AVX2". */
  String processor();

  /**
   * Loads libtorch.
   *
   * @throws studio.bonsai.engine.EngineException when that fails
   */
  ComputeRuntime.InUse load();

  /** The next line that the user types; empty where there is no user. */
  Optional<String> answer();

  /** The next line that the user types, of whoever watches this process. */
  static Supplier<Optional<String>> keyboard() {
    return () -> Optional.ofNullable(System.console()).map(java.io.Console::readLine);
  }
}
