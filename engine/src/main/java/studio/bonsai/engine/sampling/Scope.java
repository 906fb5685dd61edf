// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.function.Supplier;

/** Evaluates formulas whose intermediate arrays end with them. */
final class Scope {
  private Scope() {}

  /**
   * Evaluates a formula over borrowed arrays.
   *
   * @param formula makes a new array
   * @return the result, owned by the manager that owned the first borrowed array
   */
  static NDArray compute(Supplier<NDArray> formula, NDArray... borrowed) {
    NDManager owner = borrowed[0].getManager();
    try (NDManager scope = owner.newSubManager()) {
      for (NDArray array : borrowed) {
        lend(array, scope);
      }
      NDArray result = formula.get();
      result.attach(owner);
      return result;
    }
  }

  /** Lets a scope own an array until it closes; then the array goes back where it was. */
  static void lend(NDArray array, NDManager scope) {
    if (array.getManager() != scope) {
      array.tempAttach(scope);
    }
  }
}
