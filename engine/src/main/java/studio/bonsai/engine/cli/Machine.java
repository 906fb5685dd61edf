// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.util.List;
import java.util.Optional;
import studio.bonsai.engine.runtime.Gpu;
import studio.bonsai.engine.runtime.Surroundings;

/** What {@code runtime} asks of the machine and its user; its tests put a fake in its place. */
interface Machine {
  /**
   * The libtorch of this process.
   *
   * @param version as 2.7.1
   * @param folder where its libraries lie
   * @param reason why this one
   * @param threads that an operation may use
   * @param gpus how many it can use
   */
  record InUse(String version, String folder, String reason, int threads, int gpus) {}

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
  InUse load();

  /** The next line that the user types; empty where there is no user. */
  Optional<String> answer();
}
