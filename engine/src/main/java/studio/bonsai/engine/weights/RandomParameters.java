// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.kernels.RandomSource;

/**
 * Fresh parameters for a network without a checkpoint (benchmarks, training from scratch): the same
 * for the same seed and the same order of layers. Norms start at the identity, biases at zero,
 * embeddings with a deviation of 0.02 and all else with 1 / sqrt(fan in), which keeps activations
 * at the size of their inputs.
 */
public final class RandomParameters implements ParameterSource, AutoCloseable {
  private static final double EMBEDDING_DEVIATION = 0.02;

  private final NDManager manager;
  private final Compute compute;
  private final RandomSource random;

  /**
   * @param manager owns the parameters
   */
  public RandomParameters(NDManager manager, Compute compute, long seed) {
    this.manager = manager;
    this.compute = compute;
    this.random = new RandomSource(manager, seed);
  }

  @Override
  public NDArray get(String name, long... shape) {
    if (shape.length == 1) {
      return name.endsWith(".weight")
          ? manager.ones(new Shape(shape), compute.dtype())
          : manager.zeros(new Shape(shape), compute.dtype());
    }
    try (NDManager scope = manager.newSubManager()) {
      NDArray scaled = random.normal(scope, shape).mul(deviation(name, shape));
      NDArray result = scaled.toType(compute.dtype(), false);
      result.attach(manager);
      return result;
    }
  }

  private static double deviation(String name, long... shape) {
    if (name.contains("embedding.weight") && name.contains("embeddings.")) {
      return EMBEDDING_DEVIATION;
    }
    double fanIn = 1;
    for (int i = 1; i < shape.length; i++) {
      fanIn *= shape[i];
    }
    return 1 / Math.sqrt(Math.max(1, fanIn));
  }

  @Override
  public void close() {
    random.close();
  }
}
