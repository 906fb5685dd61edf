// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;
import studio.bonsai.engine.Computation;
import studio.bonsai.engine.DeviceName;
import studio.bonsai.engine.EngineOptions;
import studio.bonsai.engine.MemoryMode;
import studio.bonsai.engine.Precision;

/** On what to compute. */
final class ComputeOptions {
  @Option(
      names = "--device",
      paramLabel = "NAME",
      defaultValue = "auto",
      description = "auto, cpu or cuda:N. Default: auto, a GPU when there is one.")
  private String device;

  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      description = "float32 or float16. Default: float32 on the CPU, float16 on a GPU.")
  private Precision precision;

  @Option(
      names = "--memory",
      paramLabel = "MODE",
      description = {
        "low, balanced or fast: what to do where memory and time pull apart. Default: balanced."
      })
  private MemoryMode memory;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "CPU threads. Default: one for each core.")
  private Integer threads;

  EngineOptions toOptions(boolean previews) {
    return toOptions(previews, Optional.empty());
  }

  /**
   * @param like how a picture was computed that shall be drawn again: it stands for what is not
   *     given, but for the device, which another machine may not have
   */
  EngineOptions toOptions(boolean previews, Optional<Computation> like) {
    return new EngineOptions(
        DeviceName.parse(device),
        Optional.ofNullable(precision).or(() -> like.flatMap(Computation::chosenPrecision)),
        Optional.ofNullable(memory)
            .or(() -> like.map(Computation::memory))
            .orElse(MemoryMode.BALANCED),
        Optional.ofNullable(threads)
            .or(() -> like.map(Computation::threads))
            .map(OptionalInt::of)
            .orElse(OptionalInt.empty()),
        previews);
  }
}
