// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import java.util.Optional;
import studio.bonsai.engine.kernels.LibTorch;

/** Chooses what to compute on. */
final class Devices {
  private Devices() {}

  /**
   * @throws EngineException when the device that is asked for is not there
   */
  static Compute choose(EngineOptions options) {
    options.threads().ifPresent(LibTorch::setThreads);
    Device device = device(options.device());
    DataType suited = device.isGpu() ? DataType.FLOAT16 : DataType.FLOAT32;
    return new Compute(device, options.precision().map(Devices::dtype).orElse(suited));
  }

  private static DataType dtype(Precision precision) {
    return precision == Precision.FLOAT16 ? DataType.FLOAT16 : DataType.FLOAT32;
  }

  private static Device device(Optional<DeviceName> wanted) {
    int gpus = LibTorch.gpuCount();
    if (wanted.isEmpty()) {
      return gpus > 0 ? Device.gpu(0) : Device.cpu();
    }
    if (wanted.get().gpu().isEmpty()) {
      return Device.cpu();
    }
    int index = wanted.get().gpu().getAsInt();
    if (gpus == 0) {
      throw new EngineException(
          "No CUDA device can be used: there is none, or libtorch for CUDA is not installed. "
              + "See 'bonsai runtime', or use --device cpu.");
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
}
