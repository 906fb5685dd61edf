// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runs;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.weights.ParameterSource;
import studio.bonsai.engine.weights.RandomParameters;

/**
 * Where a network begins that never learnt: random, the last layer of every residual branch small,
 * so that the network is almost the identity, and a U-Net's last layer zero, so that it says
 * nothing before it knows something.
 */
final class FreshWeights implements ParameterSource, AutoCloseable {
  private static final float BRANCH = 0.1f;
  private static final float TOKENS = 4; // Times the deviation of 0.02: 0.08.

  private final RandomParameters random;

  FreshWeights(NDManager manager, Compute compute, long seed) {
    random = new RandomParameters(manager, compute, seed);
  }

  @Override
  public NDArray get(String name, long... shape) {
    NDArray array = random.get(name, shape);
    if (name.equals("conv_out.weight")) {
      return scaled(array, 0);
    }
    if (name.endsWith("conv2.weight") || name.endsWith("proj_out.weight")) {
      return scaled(array, BRANCH);
    }
    return name.endsWith("token_embedding.weight") ? scaled(array, TOKENS) : array;
  }

  private static NDArray scaled(NDArray array, float factor) {
    try (array) {
      return array.mul(factor);
    }
  }

  @Override
  public void close() {
    random.close();
  }
}
