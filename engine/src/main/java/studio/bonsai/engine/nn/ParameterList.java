// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.nn;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import studio.bonsai.engine.weights.ParameterSource;

/** Asks a source for a layer's tensors, in the order in which its kernel expects them. */
final class ParameterList {
  private final ParameterSource source;
  private final List<NDArray> arrays = new ArrayList<>();

  ParameterList(ParameterSource source) {
    this.source = source;
  }

  /** Scale and shift of a group or layer norm. */
  ParameterList norm(String name, int channels) {
    return add(name + ".weight", channels).add(name + ".bias", channels);
  }

  ParameterList convolution(String name, int in, int out, int kernel) {
    return convolutionWithoutBias(name, in, out, kernel).add(name + ".bias", out);
  }

  ParameterList convolutionWithoutBias(String name, int in, int out, int kernel) {
    return add(name + ".weight", out, in, kernel, kernel);
  }

  ParameterList linear(String name, int in, int out) {
    return linearWithoutBias(name, in, out).add(name + ".bias", out);
  }

  ParameterList linearWithoutBias(String name, int in, int out) {
    return add(name + ".weight", out, in);
  }

  private ParameterList add(String name, long... shape) {
    arrays.add(source.get(name, shape));
    return this;
  }

  /** May hold nulls where the source only measures. */
  List<NDArray> arrays() {
    return Collections.unmodifiableList(arrays);
  }
}
