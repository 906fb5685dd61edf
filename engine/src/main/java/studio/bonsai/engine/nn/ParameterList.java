// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.nn;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import studio.bonsai.engine.kernels.Kernel;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.weights.ParameterSource;

/** Asks a source for a layer's tensors, in the order in which its kernel expects them. */
final class ParameterList {
  private final ParameterSource source;
  private final List<NDArray> arrays = new ArrayList<>();
  private final Map<Integer, LayerWeights.Place> places = new HashMap<>();

  ParameterList(ParameterSource source) {
    this.source = source;
  }

  /** Scale and shift of a group or layer norm. */
  ParameterList norm(String name, int channels) {
    return add(name + ".weight", channels).add(name + ".bias", channels);
  }

  ParameterList convolution(String name, int in, int out, int kernel) {
    return convolution(name, in, out, kernel, new WeightForm.Convolution(1, 1));
  }

  /**
   * @param form of a kernel larger than one pixel
   */
  ParameterList convolution(String name, int in, int out, int kernel, WeightForm form) {
    place(kernel == 1 ? new WeightForm.Pointwise() : form, true);
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

  /** A linear layer over all pixels, or over all tokens of a text. */
  ParameterList pixelLinear(String name, int in, int out) {
    place(new WeightForm.Linear(), true);
    return linear(name, in, out);
  }

  ParameterList pixelLinearWithoutBias(String name, int in, int out) {
    place(new WeightForm.Linear(), false);
    return linearWithoutBias(name, in, out);
  }

  /** A linear layer over all pixels, the second half of whose output gates the first. */
  ParameterList gatedLinear(String name, int in, int out) {
    place(new WeightForm.Gated(), true);
    return linear(name, in, out);
  }

  private void place(WeightForm form, boolean biased) {
    places.put(arrays.size(), new LayerWeights.Place(form, biased));
  }

  private ParameterList add(String name, long... shape) {
    arrays.add(source.get(name, shape));
    return this;
  }

  /** For a layer whose kernel profits from other forms of its weights. */
  LayerWeights weights(Kernels kernels, Kernel kernel) {
    return new LayerWeights(kernels, kernel, arrays(), places);
  }

  /** May hold nulls where the source only measures. */
  List<NDArray> arrays() {
    return Collections.unmodifiableList(arrays);
  }
}
