// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.vae;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.function.UnaryOperator;

/** Runs one layer after the other and closes what lies between. */
final class Stages {
  private Stages() {}

  static NDArray run(List<UnaryOperator<NDArray>> stages, NDArray input) {
    NDArray h = input;
    for (UnaryOperator<NDArray> stage : stages) {
      NDArray next = stage.apply(h);
      if (h != input) {
        h.close();
      }
      h = next;
    }
    return h;
  }
}
