// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import studio.bonsai.engine.TrainingSettings.Optimizer;
import studio.bonsai.engine.kernels.Kernel;
import studio.bonsai.engine.kernels.Kernels;

/** libtorch's own fused AdamW, and the clipping before it: equal to PyTorch's. */
public final class AdamW {
  /** PyTorch's clip_grad_norm_ adds it to the norm. */
  private static final double CLIP_EPS = 1e-6;

  private final MasterWeights weights;
  private final Optimizer settings;
  private final Kernel kernel;
  private final SortedMap<String, NDArray> means = new TreeMap<>();
  private final SortedMap<String, NDArray> squares = new TreeMap<>();
  private final NDArray steps;

  /**
   * @param manager owns the state
   */
  public AdamW(MasterWeights weights, Optimizer settings, Kernels kernels, NDManager manager) {
    this.weights = weights;
    this.settings = settings;
    kernel = kernels.load("train");
    weights
        .all()
        .forEach(
            (name, array) -> {
              means.put(name, manager.zeros(array.getShape()));
              squares.put(name, manager.zeros(array.getShape()));
            });
    steps = manager.zeros(new Shape(), DataType.FLOAT32);
  }

  /**
   * The length of all gradients together; they are divided by the scale and clipped.
   *
   * @param gradients changed in place
   * @param scale by which the loss was multiplied
   * @return of the unscaled gradients, before they were clipped
   */
  public double clip(SortedMap<String, NDArray> gradients, double scale) {
    List<NDArray> list = new ArrayList<>(gradients.values());
    double norm;
    try (NDArray length = kernel.compute("norm", list)) {
      norm = length.getFloat() / scale;
    }
    double factor = 1 / scale;
    if (settings.clipNorm().isPresent()) {
      factor *= Math.min(1, settings.clipNorm().getAsDouble() / (norm + CLIP_EPS));
    }
    if (factor != 1 && Double.isFinite(norm)) {
      kernel.compute("scale", list, factor).close();
    }
    return norm;
  }

  /** Changes the weights. */
  public void step(SortedMap<String, NDArray> gradients, double learningRate) {
    List<NDArray> changed = new ArrayList<>();
    List<NDArray> mean = new ArrayList<>();
    List<NDArray> square = new ArrayList<>();
    for (String name : gradients.keySet()) {
      changed.add(weights.all().get(name));
      mean.add(means.get(name));
      square.add(squares.get(name));
    }
    kernel
        .compute(
            "adamw",
            changed,
            new ArrayList<>(gradients.values()),
            mean,
            square,
            steps,
            learningRate,
            settings.beta1(),
            settings.beta2(),
            settings.weightDecay(),
            settings.eps())
        .close();
  }

  /** Hands out its state by name, to be written or to be read into. */
  void forEachState(BiConsumer<String, NDArray> visitor) {
    visit("adam.mean.", means, visitor);
    visit("adam.square.", squares, visitor);
    visitor.accept("adam.steps", steps);
  }

  private static void visit(
      String prefix, Map<String, NDArray> arrays, BiConsumer<String, NDArray> visitor) {
    arrays.forEach((name, array) -> visitor.accept(prefix + name, array));
  }
}
