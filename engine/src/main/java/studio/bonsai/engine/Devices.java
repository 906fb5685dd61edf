// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import java.util.Optional;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.runtime.LibrarySelection;
import studio.bonsai.engine.runtime.NvidiaDriver;
import studio.bonsai.engine.runtime.TorchLibrary;

/** Chooses what to compute on. */
public final class Devices {
  private Devices() {}

  /**
   * @throws EngineException when the device that is asked for is not there
   */
  static Compute choose(EngineOptions options) {
    options.threads().ifPresent(LibTorch::setThreads);
    return on(options, LibTorch.gpuCount());
  }

  /**
   * @param gpus how many this process can use
   */
  static Compute on(EngineOptions options, int gpus) {
    Device device = device(options.device(), gpus);
    DataType suited = device.isGpu() ? DataType.FLOAT16 : DataType.FLOAT32;
    return new Compute(device, options.precision().map(Devices::dtype).orElse(suited));
  }

  private static DataType dtype(Precision precision) {
    return precision == Precision.FLOAT16 ? DataType.FLOAT16 : DataType.FLOAT32;
  }

  static Precision precision(Compute compute) {
    return compute.dtype() == DataType.FLOAT16 ? Precision.FLOAT16 : Precision.FLOAT32;
  }

  private static Device device(Optional<DeviceName> wanted, int gpus) {
    if (wanted.isEmpty()) {
      return gpus > 0 ? Device.gpu(0) : Device.cpu();
    }
    if (wanted.get().gpu().isEmpty()) {
      return Device.cpu();
    }
    int index = wanted.get().gpu().getAsInt();
    if (gpus == 0) {
      throw new EngineException(
          noGpu(NvidiaDriver.ofThisMachine().isThere(), LibTorch.selection()));
    }
    if (index >= gpus) {
      throw new EngineException(
          "There is no device cuda:"
              + index
              + "; this machine has cuda:0 to cuda:"
              + (gpus - 1)
              + ".");
    }
    return Device.gpu(index);
  }

  static String noGpu(boolean hasDriver, LibrarySelection selection) {
    if (!hasDriver) {
      return "No CUDA device can be used: NVIDIA's driver was not found. Install it, or use --device"
          + " cpu.";
    }
    return runsOnCuda(selection)
        ? "No CUDA device can be used: NVIDIA's driver shows none to this process, or is too old for"
            + " CUDA 12. Update it, or use --device cpu."
        : "No CUDA device can be used: this libtorch is for the CPU alone. 'bonsai runtime --install"
            + " cuda' fetches another, or use --device cpu.";
  }

  private static boolean runsOnCuda(LibrarySelection selection) {
    return selection.library().map(TorchLibrary::cuda).orElse(false);
  }

  /**
   * One line for the user of a machine whose GPU lies idle; empty where there is none, or where it
   * is used or was declined.
   */
  public static Optional<String> advice(EngineOptions options) {
    return options.device().isPresent()
        ? Optional.empty()
        : advice(NvidiaDriver.ofThisMachine().seemsToHaveGpu(), LibTorch.selection());
  }

  static Optional<String> advice(boolean hasGpu, LibrarySelection selection) {
    return hasIdleGpu(hasGpu, selection)
        ? Optional.of(
            "This machine has an NVIDIA GPU: 'bonsai runtime --install cuda' makes drawing much"
                + " faster.")
        : Optional.empty();
  }

  /** Whether a GPU is there that nothing uses, and that the user did not decline. */
  static boolean hasIdleGpu(boolean hasGpu, LibrarySelection selection) {
    return hasGpu && !selection.isDeliberate() && !runsOnCuda(selection);
  }
}
