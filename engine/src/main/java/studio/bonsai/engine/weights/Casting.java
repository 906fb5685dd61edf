// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import studio.bonsai.engine.EngineException;

/** Changes the type of stored numbers and notices what the narrower type cannot hold. */
public final class Casting {
  private Casting() {}

  /**
   * The array in another type, owned by the given scope; the array itself where it is of that type
   * already.
   *
   * @throws EngineException when a finite number would become infinite
   */
  public static NDArray cast(NDManager scope, NDArray array, DataType dtype, String name) {
    if (array.getDataType() == dtype) {
      return array;
    }
    NDArray cast = array.toType(dtype, false);
    cast.attach(scope);
    if (dtype == DataType.FLOAT16 && overflows(scope, array, cast)) {
      throw new EngineException(
          "Tensor " + name + " has numbers beyond float16's range of 65504. Use float32.");
    }
    return cast;
  }

  private static boolean overflows(NDManager scope, NDArray before, NDArray after) {
    try (NDManager inner = scope.newSubManager()) {
      NDArray lost = after.isInfinite();
      lost.attach(inner);
      NDArray any = lost.any();
      any.attach(inner);
      return any.getBoolean() && !sameInfinities(inner, before, lost);
    }
  }

  private static boolean sameInfinities(NDManager inner, NDArray before, NDArray after) {
    NDArray original = before.isInfinite();
    original.attach(inner);
    NDArray equal = original.eq(after);
    equal.attach(inner);
    NDArray all = equal.all();
    all.attach(inner);
    return all.getBoolean();
  }
}
