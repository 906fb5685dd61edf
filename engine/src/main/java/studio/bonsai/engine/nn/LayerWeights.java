// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import studio.bonsai.engine.kernels.FilePages;
import studio.bonsai.engine.kernels.Kernel;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.kernels.WeightLayout;

/**
 * A layer's parameters, and the forms of them that suit the CPU best. A form is made when it is
 * first needed and kept for calls of the same size; what a call records for gradients, computes in
 * another type than float32, or on a GPU uses the parameters as they are.
 */
final class LayerWeights {
  private final Kernels kernels;
  private final Kernel kernel;
  private final Kernel forms;
  private final List<NDArray> stored;

  /** By the place of the weight; a bias, where there is one, follows it. */
  private final Map<Integer, Place> places;

  private final Map<Integer, NDList> kept = new TreeMap<>();
  private WorkSize keptSize;

  /**
   * Where a weight stands.
   *
   * @param biased whether its bias follows it
   */
  record Place(WeightForm form, boolean biased) {}

  LayerWeights(Kernels kernels, Kernel kernel, List<NDArray> stored, Map<Integer, Place> places) {
    this.kernels = kernels;
    this.kernel = kernel;
    this.stored = stored;
    this.places = new TreeMap<>(places);
    this.forms = kernels.load("forms");
  }

  /** Calls the layer's kernel: the inputs, then the parameters. */
  NDArray call(String method, WorkSize size, NDArray... inputs) {
    if (!suits(inputs[0])) {
      return kernel.call(method, arguments(inputs, stored));
    }
    if (!size.equals(keptSize)) {
      forget();
      keptSize = size;
    }
    List<NDArray> passing = new ArrayList<>();
    List<NDArray> read = new ArrayList<>();
    try {
      return kernel.call(method, arguments(inputs, formed(size, passing, read)));
    } finally {
      passing.forEach(NDArray::close);
      FilePages.release(read);
    }
  }

  /** How many numbers a 3x3 convolution of this layer keeps beyond the stored ones in float32. */
  long beyondStored(long in, long out, WorkSize size) {
    return ConvolutionForm.beyondStored(in, out, size, kernels.layout());
  }

  private boolean suits(NDArray input) {
    return kernels.layout() != WeightLayout.AS_STORED
        && !Kernels.isRecording()
        && input.getDataType() == DataType.FLOAT32
        && stored.get(0).getDataType() == DataType.FLOAT32;
  }

  private static Object[] arguments(NDArray[] inputs, List<NDArray> parameters) {
    Object[] arguments = new Object[inputs.length + 1];
    System.arraycopy(inputs, 0, arguments, 0, inputs.length);
    arguments[inputs.length] = parameters;
    return arguments;
  }

  /**
   * @param passing takes what is to be closed after the call
   * @param read takes the stored weights that are not needed as long as their forms are kept
   */
  private List<NDArray> formed(WorkSize size, List<NDArray> passing, List<NDArray> read) {
    List<NDArray> parameters = new ArrayList<>(stored);
    places.forEach(
        (at, place) -> {
          NDList made = kept.get(at);
          if (made == null) {
            made = make(at, place, size, passing);
            read.add(stored.get(at));
          }
          int replaced = place.biased() ? 2 : 1;
          for (int i = 0; i < made.size(); i++) {
            if (i < replaced) {
              parameters.set(at + i, made.get(i));
            } else {
              parameters.add(made.get(i));
            }
          }
        });
    return parameters;
  }

  private NDList make(int at, Place place, WorkSize size, List<NDArray> passing) {
    NDArray weight = stored.get(at);
    NDArray bias = place.biased() ? stored.get(at + 1) : null;
    NDList made = place.form().make(forms, weight, bias, size, kernels.layout());
    if (place.form().isPassing(weight, size, kernels.layout())) {
      made.stream().filter(this::isOwn).forEach(passing::add);
    } else {
      kept.put(at, made);
    }
    return made;
  }

  private void forget() {
    kept.values().forEach(made -> made.stream().filter(this::isOwn).forEach(NDArray::close));
    kept.clear();
  }

  /** A bias that needed no other form is the stored one. */
  private boolean isOwn(NDArray array) {
    return stored.stream().noneMatch(parameter -> parameter == array);
  }
}
