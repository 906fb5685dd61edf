// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

import ai.djl.ndarray.NDArray;
import java.util.Optional;
import studio.bonsai.engine.kernels.Kernel;
import studio.bonsai.engine.kernels.Kernels;

/** Means of squared differences, in float32 whatever the inputs. */
public final class Losses {
  private final Kernel kernel;

  public Losses(Kernels kernels) {
    kernel = kernels.load("loss");
  }

  /** Over all numbers alike. */
  public NDArray meanSquared(NDArray x, NDArray y) {
    return kernel.call("mse", x, y);
  }

  /**
   * Each picture's mean, weighted.
   *
   * @param weights [B]; empty for all alike
   */
  public NDArray meanSquared(NDArray x, NDArray y, Optional<NDArray> weights) {
    return weights.isPresent()
        ? kernel.call("weighted_mse", x, y, weights.get())
        : meanSquared(x, y);
  }

  /** Divided by the variance of the second: features of all scales count alike. */
  public NDArray normalisedMeanSquared(NDArray x, NDArray y) {
    return kernel.call("normalised_mse", x, y);
  }
}
