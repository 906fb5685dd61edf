// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import studio.bonsai.engine.ComputeRuntime;
import studio.bonsai.engine.Gpu;
import studio.bonsai.engine.runtime.Surroundings;

/** The machine that this process runs on. */
final class ThisMachine implements Machine {
  private final ComputeRuntime runtime = ComputeRuntime.ofThisMachine();

  @Override
  public Surroundings surroundings() {
    return Surroundings.ofThisProcess();
  }

  @Override
  public boolean hasDriver() {
    return runtime.hasDriver();
  }

  @Override
  public List<Gpu> gpus() {
    return runtime.gpus();
  }

  @Override
  public Optional<String> freeMemory(int gpu) {
    OptionalLong free = runtime.freeMemory(gpu);
    return free.isPresent() ? Optional.of(Quantities.bytes(free.getAsLong())) : Optional.empty();
  }

  @Override
  public String processor() {
    return runtime.processor();
  }

  @Override
  public ComputeRuntime.InUse load() {
    return runtime.load();
  }

  @Override
  public Optional<String> answer() {
    return Machine.keyboard().get();
  }
}
