// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

import ai.djl.ndarray.NDArray;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import studio.bonsai.engine.kernels.Recording;

/** The terms of a loss and their weighted sum; scalars in float32, recorded. */
public final class LossTerms {
  private final Map<String, NDArray> values = new LinkedHashMap<>();
  private NDArray total;

  /**
   * Adds a term.
   *
   * @param name as the log shows it
   * @param weight in the sum
   */
  public LossTerms plus(String name, NDArray value, double weight) {
    values.put(name, value);
    NDArray weighted = weight == 1 ? value : Recording.times(value, weight);
    total = total == null ? weighted : total.add(weighted);
    return this;
  }

  public NDArray total() {
    return total;
  }

  /** Each term before it is weighted. */
  public Map<String, NDArray> values() {
    return Collections.unmodifiableMap(values);
  }
}
