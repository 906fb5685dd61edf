// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;

/** Arrays that outlive a step; the oldest make room for new ones. */
final class History implements AutoCloseable {
  private final int capacity;
  private final List<NDArray> arrays = new ArrayList<>();

  History(int capacity) {
    this.capacity = capacity;
  }

  /** Takes over an array of the running step. */
  void add(NDArray array) {
    NDManager scope = array.getManager();
    array.detach();
    array.tempAttach(scope);
    arrays.add(array);
    if (arrays.size() > capacity) {
      arrays.remove(0).close();
    }
  }

  /**
   * @param age 0 for the newest
   */
  NDArray get(int age) {
    return arrays.get(arrays.size() - 1 - age);
  }

  int size() {
    return arrays.size();
  }

  /** Lets formulas of a step use the arrays without their results staying behind. */
  void lend(NDManager scope) {
    arrays.forEach(array -> Scope.lend(array, scope));
  }

  @Override
  public void close() {
    arrays.forEach(NDArray::close);
    arrays.clear();
  }
}
