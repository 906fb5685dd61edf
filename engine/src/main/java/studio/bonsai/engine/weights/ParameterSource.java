// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import ai.djl.ndarray.NDArray;

/** Where a layer finds its tensors, by the names that diffusers gives them. */
@FunctionalInterface
public interface ParameterSource {
  /**
   * The tensor of that name, on the model's device in the model's dtype. A source may defer
   * complaints (so that all are told at once) or only measure; it then returns null, and a layer
   * must not use its parameters in its constructor.
   *
   * @param shape the shape that the layer needs, as PyTorch lays it out
   */
  NDArray get(String name, long... shape);

  /** The same source, seen from below a prefix: {@code at("a").get("b")} is {@code a.b}. */
  default ParameterSource at(String prefix) {
    return (name, shape) -> get(prefix + "." + name, shape);
  }
}
