// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;

/**
 * Where and how tensors are computed. Nothing else in the engine asks which device it runs on.
 *
 * @param device the CPU or one GPU
 * @param dtype the type of weights and activations: float32 on the CPU, float16 on a GPU
 */
public record Compute(Device device, DataType dtype) {
  public Compute {
    if (dtype != DataType.FLOAT32 && dtype != DataType.FLOAT16) {
      throw new IllegalArgumentException("dtype must be float32 or float16, got " + dtype);
    }
  }

  /** All cores, float32. */
  public static Compute cpu() {
    return new Compute(Device.cpu(), DataType.FLOAT32);
  }

  public boolean isGpu() {
    return device.isGpu();
  }
}
