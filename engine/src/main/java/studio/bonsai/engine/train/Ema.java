// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import studio.bonsai.engine.kernels.Kernel;
import studio.bonsai.engine.kernels.Kernels;

/** The weights' running average; diffusers' {@code EMAModel} without its warm-up by power. */
public final class Ema {
  private final MasterWeights weights;
  private final double decay;
  private final Kernel kernel;
  private final SortedMap<String, NDArray> averages = new TreeMap<>();

  /** Begins with the weights as they are. */
  public Ema(MasterWeights weights, double decay, Kernels kernels) {
    this.weights = weights;
    this.decay = decay;
    kernel = kernels.load("train");
    weights.all().forEach((name, array) -> averages.put(name, array.duplicate()));
  }

  /**
   * Takes in the weights after a step.
   *
   * @param step from 1; early averages forget faster
   */
  public void update(long step) {
    double now = step <= 1 ? 0 : Math.min(decay, (double) step / (step + 9));
    kernel.compute("average", new ArrayList<>(averages.values()), weights.list(), 1 - now).close();
  }

  public Map<String, NDArray> averages() {
    return Collections.unmodifiableMap(averages);
  }
}
