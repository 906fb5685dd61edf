// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.kernels;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * libtorch's own CPU generator with a seed: the same numbers, in the same order, as {@code
 * torch.randn(..., generator=torch.Generator("cpu").manual_seed(seed))}.
 */
public final class RandomSource implements AutoCloseable {
  private final Kernels kernels;
  private final Kernel kernel;
  private final Opaque generator;

  /**
   * @param manager any manager; draws are made on the CPU and moved to its device
   * @param seed any value; negative ones are taken as unsigned, as torch does
   */
  public RandomSource(NDManager manager, long seed) {
    // A TorchScript generator is a constant of its compiled code: two sources must not share it.
    kernels = new Kernels(manager);
    kernel = kernels.load("random");
    generator = kernel.callOpaque("generator", seed);
  }

  /**
   * Standard normal draws.
   *
   * @return float32 of the given shape, owned by the given manager, on its device
   */
  public NDArray normal(NDManager owner, long... shape) {
    NDArray draw = kernel.call("normal", generator, shape);
    NDArray moved = draw.toDevice(owner.getDevice(), false);
    if (moved != draw) {
      draw.close();
    }
    moved.attach(owner);
    return moved;
  }

  @Override
  public void close() {
    generator.close();
    kernels.close();
  }
}
