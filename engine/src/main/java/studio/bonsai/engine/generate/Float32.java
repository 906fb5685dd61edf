// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

/** Samplers count in float32, whatever the networks compute in. */
final class Float32 {
  private Float32() {}

  /** A copy owned by the given manager. */
  static NDArray of(NDArray array, NDManager owner) {
    NDArray copy = array.toType(DataType.FLOAT32, true);
    copy.attach(owner);
    return copy;
  }
}
