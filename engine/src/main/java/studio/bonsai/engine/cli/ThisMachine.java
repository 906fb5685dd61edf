// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.runtime.Gpu;
import studio.bonsai.engine.runtime.NvidiaDriver;
import studio.bonsai.engine.runtime.Processor;
import studio.bonsai.engine.runtime.Surroundings;

/** The machine that this process runs on. */
final class ThisMachine implements Machine {
  private final NvidiaDriver driver = NvidiaDriver.ofThisMachine();

  @Override
  public Surroundings surroundings() {
    return Surroundings.ofThisProcess();
  }

  @Override
  public boolean hasDriver() {
    return driver.isThere();
  }

  @Override
  public List<Gpu> gpus() {
    return driver.gpus();
  }

  @Override
  public Optional<String> freeMemory(int gpu) {
    OptionalLong free = LibTorch.freeMemory(new Compute(Device.gpu(gpu), DataType.FLOAT16));
    return free.isPresent() ? Optional.of(Quantities.bytes(free.getAsLong())) : Optional.empty();
  }

  @Override
  public String processor() {
    return Processor.describe();
  }

  @Override
  public InUse load() {
    return new InUse(
        LibTorch.version(),
        LibTorch.folder().toString(),
        LibTorch.selection().reason(),
        LibTorch.threads(),
        LibTorch.gpuCount());
  }

  @Override
  public Optional<String> answer() {
    return Optional.ofNullable(System.console()).map(java.io.Console::readLine);
  }
}
