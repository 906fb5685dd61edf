// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a file says of one tensor, before any of its numbers are read.
 *
 * @param dtype the type in which the numbers are stored
 * @param shape as PyTorch lays it out; no dimension is negative
 */
public record TensorInfo(DataType dtype, Shape shape) {
  /** How many numbers it holds. */
  public long elements() {
    return shape.size();
  }

  /** How many bytes they take as stored. */
  public long bytes() {
    return Math.multiplyExact(elements(), (long) dtype.getNumOfBytes());
  }

  /**
   * How the tensor comes out of its file: what DJL does not carry is widened, without loss. There
   * is nothing that uint64 could be widened to.
   */
  public TensorInfo inMemory() {
    return switch (dtype) {
      case BFLOAT16 -> new TensorInfo(DataType.FLOAT32, shape);
      case INT16, UINT16 -> new TensorInfo(DataType.INT32, shape);
      case UINT32 -> new TensorInfo(DataType.INT64, shape);
      default -> this;
    };
  }

  /** As messages show it: {@code float16 [320, 4, 3, 3]}. */
  public String describe() {
    return dtype.name().toLowerCase(Locale.ROOT) + " " + Arrays.toString(shape.getShape());
  }
}
