// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.lora;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import studio.bonsai.engine.LoraSettings.Layers;
import studio.bonsai.engine.kernels.Kernel;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.train.MasterWeights;
import studio.bonsai.engine.train.Networks;
import studio.bonsai.engine.train.Objective;
import studio.bonsai.engine.weights.ModelFolder;
import studio.bonsai.engine.weights.ParameterSource;
import studio.bonsai.engine.weights.Replacement;

/**
 * Low-rank changes that are learnt while the networks themselves stay as they are. The networks are
 * built anew in every step, of weights with the changes added: that is recorded, so the gradients
 * reach the changes alone.
 */
public final class LoraLayers {
  private static final String WEIGHT = ".weight";
  private static final String DOWN = ".lora_A.weight";
  private static final String UP = ".lora_B.weight";

  private final NDManager manager;
  private final long seed;
  private final MasterWeights weights = new MasterWeights();
  private final Map<String, NDArray> frozen = new HashMap<>();

  /** Alpha over rank, by the full name of the weight that changes. */
  private final Map<String, Double> factors = new LinkedHashMap<>();

  /**
   * @param manager owns the changes
   * @param seed of where they begin
   */
  public LoraLayers(NDManager manager, long seed) {
    this.manager = manager;
    this.seed = seed;
  }

  /**
   * Passes on what a network asks for while it is built, and makes changes for some of it: down as
   * Kaiming draws it, up zero, so that nothing is changed at first.
   *
   * @param prefix of the network among others, such as {@code unet}
   * @param frozen of arrays that stay open as long as this
   */
  public ParameterSource around(String prefix, Layers layers, ParameterSource frozen) {
    return (name, shape) -> {
      NDArray array = frozen.get(name, shape);
      if (array != null) {
        this.frozen.put(prefix + "." + name, array);
        if (name.endsWith(WEIGHT) && layers.has(layer(name))) {
          change(prefix, layer(name), layers, shape);
        }
      }
      return array;
    };
  }

  private static String layer(String weight) {
    return weight.substring(0, weight.length() - WEIGHT.length());
  }

  private void change(String prefix, String layer, Layers layers, long... shape) {
    if (shape.length != 2) {
      throw new IllegalArgumentException(
          layer + " is no linear layer; a LoRA changes layers such as to_q and to_v");
    }
    String full = prefix + "." + layer;
    factors.put(full + WEIGHT, layers.alpha() / layers.rank());
    ParameterSource first =
        weights.from(
            prefix,
            (name, s) -> name.endsWith(DOWN) ? drawn(full, s) : manager.zeros(new Shape(s)));
    NDArray unused = first.get(layer + DOWN, layers.rank(), shape[1]);
    unused = first.get(layer + UP, shape[0], layers.rank());
  }

  /** He et al. 2015 with a = sqrt(5), as PyTorch begins its linear layers. */
  private NDArray drawn(String layer, long... shape) {
    double bound = 1 / Math.sqrt((double) shape[1]);
    SplittableRandom random = new SplittableRandom(seed ^ layer.hashCode());
    float[] numbers = new float[Math.toIntExact(shape[0] * shape[1])];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextDouble(-bound, bound);
    }
    return manager.create(numbers, new Shape(shape));
  }

  /**
   * @throws IllegalArgumentException when no layer of the network changes
   */
  public void check(String prefix, Layers layers) {
    if (factors.keySet().stream().noneMatch(name -> name.startsWith(prefix + "."))) {
      throw new IllegalArgumentException(
          "no layer of " + prefix + " is called " + String.join(" or ", layers.targets()));
    }
  }

  /** What is learnt: two arrays of each layer that changes. */
  public MasterWeights weights() {
    return weights;
  }

  /**
   * An objective over the changed networks.
   *
   * @param leaves the worker's view of {@link #weights}
   * @param builder called in each step; what is costly and not changed stays outside
   */
  public Objective objective(
      Networks leaves, Kernels kernels, Function<Networks, Objective> builder) {
    return (batch, draws, scope) ->
        builder.apply(changed(leaves, kernels, scope.manager())).loss(batch, draws, scope);
  }

  /**
   * The networks with their changes as they are at this moment.
   *
   * @param scope owns what is computed
   */
  public Networks changed(Networks leaves, Kernels kernels, NDManager scope) {
    return prefix ->
        (name, shape) -> {
          NDArray array = frozen.get(prefix + "." + name);
          if (array == null) {
            throw new IllegalArgumentException("no weight " + prefix + "." + name);
          }
          Double factor = factors.get(prefix + "." + name);
          if (factor == null) {
            return array;
          }
          NDArray down = leaves.at(prefix).get(layer(name) + DOWN);
          NDArray up = leaves.at(prefix).get(layer(name) + UP);
          Kernel kernel = kernels.load("lora", Map.of("factor", factor));
          NDArray changed = kernel.call("changed", array, down, up);
          changed.attach(scope);
          return changed;
        };
  }

  /**
   * What the changes come to.
   *
   * @param arrays under the names of {@link #weights}
   * @return by the weight's name in its network
   */
  public Map<String, LowRank> changes(String prefix, Map<String, NDArray> arrays) {
    Map<String, LowRank> changes = new TreeMap<>();
    factors.forEach(
        (name, factor) -> {
          if (name.startsWith(prefix + ".")) {
            NDArray down = arrays.get(layer(name) + DOWN);
            NDArray up = arrays.get(layer(name) + UP);
            changes.put(name.substring(prefix.length() + 1), new LowRank(down, up, factor));
          }
        });
    return changes;
  }

  /** The networks that have changes, in order. */
  public SortedSet<String> networks() {
    SortedSet<String> found = new TreeSet<>();
    factors.keySet().forEach(name -> found.add(name.substring(0, name.indexOf('.'))));
    return found;
  }

  /**
   * Writes the file that other programs read too, in float16.
   *
   * @param arrays under the names of {@link #weights}
   * @param metadata free text for its header
   * @throws studio.bonsai.engine.EngineException when it cannot be written; nothing is left then
   */
  public void write(Path file, Map<String, NDArray> arrays, Map<String, String> metadata) {
    write(file, arrays, metadata, DataType.FLOAT16);
  }

  void write(
      Path file, Map<String, NDArray> arrays, Map<String, String> metadata, DataType precision) {
    try (NDManager scope = manager.newSubManager()) {
      LoraWriter writer = new LoraWriter(scope, precision, metadata);
      networks().forEach(network -> writer.add(network, changes(network, arrays)));
      writer.write(file);
    }
  }

  /**
   * The networks with their changes, as parts of a model.
   *
   * @param arrays under the names of {@link #weights}
   * @param base that was changed
   */
  public Map<String, Replacement> components(
      Map<String, NDArray> arrays, ModelFolder base, Kernels kernels) {
    Map<String, Replacement> components = new TreeMap<>();
    for (String network : networks()) {
      Map<String, List<LowRank>> changes = new TreeMap<>();
      changes(network, arrays).forEach((name, change) -> changes.put(name, List.of(change)));
      components.put(
          network,
          new Replacement(
              base.config(network),
              () -> MergedTensors.exact(base.weights(network), changes, kernels)));
    }
    return components;
  }
}
