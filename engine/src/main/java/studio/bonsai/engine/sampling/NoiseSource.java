// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import studio.bonsai.engine.kernels.RandomSource;

/** Where the noise of a run comes from. */
@FunctionalInterface
public interface NoiseSource {
  /**
   * Standard normal draws.
   *
   * @param owner owns the result and gives its device
   * @return float32 of the given shape
   */
  NDArray normal(NDManager owner, Shape shape);

  /** One generator for the whole batch: what diffusers does with a single generator. */
  static NoiseSource of(RandomSource random) {
    return (owner, shape) -> random.normal(owner, shape.getShape());
  }

  /**
   * A generator for each picture, so that a picture does not depend on its neighbours: what
   * diffusers does with a list of generators.
   */
  static NoiseSource of(List<RandomSource> randoms) {
    List<RandomSource> sources = List.copyOf(randoms);
    if (sources.size() == 1) {
      return of(sources.get(0));
    }
    return (owner, shape) -> {
      if (shape.get(0) != sources.size()) {
        throw new IllegalArgumentException(
            "a batch of "
                + shape.get(0)
                + " pictures needs as many sources, got "
                + sources.size());
      }
      long[] one = shape.getShape().clone();
      one[0] = 1;
      try (NDManager scope = owner.newSubManager()) {
        NDList draws = new NDList(sources.size());
        sources.forEach(source -> draws.add(source.normal(scope, one)));
        NDArray batch = NDArrays.concat(draws);
        batch.attach(owner);
        return batch;
      }
    };
  }
}
