// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/** Measures a network without any weights: counts what its layers ask for. */
public final class ParameterCount implements ParameterSource {
  private final Map<String, Shape> asked = new LinkedHashMap<>();

  /** Always null: layers do not use their parameters while they are built. */
  @Override
  public NDArray get(String name, long... shape) {
    Shape before = asked.put(name, new Shape(shape));
    if (before != null) {
      throw new IllegalStateException("two layers ask for " + name);
    }
    return null;
  }

  /** How many numbers all parameters hold together. */
  public long total() {
    return asked.values().stream().mapToLong(Shape::size).sum();
  }

  /** Names and shapes in the order in which the layers asked. */
  public Map<String, Shape> shapes() {
    return java.util.Collections.unmodifiableMap(asked);
  }
}
