// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import studio.bonsai.engine.weights.ParameterSource;

/** The float32 weights that a run changes, by name; the order is the alphabet's. */
public final class MasterWeights {
  private final SortedMap<String, NDArray> arrays = new TreeMap<>();

  /**
   * Takes in what a network asks for while it is built.
   *
   * @param prefix of the network among others, such as {@code unet}
   * @param source of float32 arrays that may be changed in place
   */
  public ParameterSource from(String prefix, ParameterSource source) {
    return (name, shape) -> {
      NDArray array = source.get(name, shape);
      if (array != null) {
        arrays.put(prefix + "." + name, array);
      }
      return array;
    };
  }

  /** All of them. */
  public SortedMap<String, NDArray> all() {
    return Collections.unmodifiableSortedMap(arrays);
  }

  List<NDArray> list() {
    return new ArrayList<>(arrays.values());
  }

  /** Those of one network, under the network's own names. */
  public static Map<String, NDArray> below(String prefix, Map<String, NDArray> all) {
    Map<String, NDArray> found = new TreeMap<>();
    all.forEach(
        (name, array) -> {
          if (name.startsWith(prefix + ".")) {
            found.put(name.substring(prefix.length() + 1), array);
          }
        });
    return found;
  }
}
