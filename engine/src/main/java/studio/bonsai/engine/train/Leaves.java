// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import studio.bonsai.engine.kernels.Leaf;
import studio.bonsai.engine.weights.ParameterSource;

/** One worker's view of the weights: the same numbers, gradients of its own. */
public final class Leaves implements Networks, AutoCloseable {
  private final SortedMap<String, Leaf> leaves = new TreeMap<>();

  public Leaves(MasterWeights weights) {
    weights.all().forEach((name, array) -> leaves.put(name, new Leaf(array)));
  }

  @Override
  public ParameterSource at(String prefix) {
    return (name, shape) -> {
      Leaf leaf = leaves.get(prefix + "." + name);
      if (leaf == null) {
        throw new IllegalArgumentException("no weight " + prefix + "." + name);
      }
      return leaf.array();
    };
  }

  /** Of every weight that took part in a loss, in the order of the weights. */
  SortedMap<String, NDArray> gradients() {
    SortedMap<String, NDArray> found = new TreeMap<>();
    leaves.forEach((name, leaf) -> leaf.gradient().ifPresent(g -> found.put(name, g)));
    return found;
  }

  /** One weight's gradient. */
  public Optional<NDArray> gradient(String name) {
    return leaves.get(name).gradient();
  }

  /** The names, in order. */
  public List<String> names() {
    return new ArrayList<>(leaves.keySet());
  }

  @Override
  public void close() {
    leaves.values().forEach(Leaf::close);
  }
}
