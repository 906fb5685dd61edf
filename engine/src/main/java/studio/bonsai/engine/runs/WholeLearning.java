// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runs;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.train.Leaves;
import studio.bonsai.engine.train.MasterWeights;
import studio.bonsai.engine.train.Networks;
import studio.bonsai.engine.train.Objective;
import studio.bonsai.engine.train.RunFolder;
import studio.bonsai.engine.weights.MemoryTensors;
import studio.bonsai.engine.weights.Replacement;
import studio.bonsai.engine.weights.Writing;

/** All weights of some networks change; the result is a model. */
final class WholeLearning implements Learning {
  private final OpenedModel model;
  private final List<String> networks;
  private final MasterWeights weights = new MasterWeights();

  /**
   * @param fresh whether they begin at random
   */
  WholeLearning(OpenedModel model, List<String> networks, boolean fresh) {
    this.model = model;
    this.networks = List.copyOf(networks);
    for (String network : networks) {
      model.learn(network, fresh, weights, model.builder(network));
    }
  }

  @Override
  public MasterWeights weights() {
    return weights;
  }

  @Override
  public Objective objective(
      Leaves leaves, Kernels kernels, Function<Networks, Objective> builder) {
    return builder.apply(leaves);
  }

  @Override
  public Map<String, Replacement> components(Map<String, NDArray> arrays) {
    Map<String, Replacement> components = new TreeMap<>();
    for (String network : networks) {
      Path path = model.folder().path().resolve(network);
      components.put(
          network,
          new Replacement(
              model.folder().config(network),
              () -> new MemoryTensors(path, MasterWeights.below(network, arrays))));
    }
    return components;
  }

  @Override
  public Path write(Map<String, NDArray> arrays, RunFolder folder, Writing writing) {
    return model.write(folder.model(), components(arrays), writing);
  }
}
