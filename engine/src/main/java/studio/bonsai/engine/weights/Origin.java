// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * Where a tensor of diffusers' naming is found in a file of another naming.
 *
 * @param name in the file
 * @param change from what the file has
 */
record Origin(String name, Change change) {
  /** How the other layout stores the same numbers. */
  enum Change {
    NONE,
    /** A 1x1 convolution [K, C, 1, 1] that is a linear map [K, C]. */
    FLATTENED,
    /** The first, second or third part of rows that hold query, key and value together. */
    QUERY,
    KEY,
    VALUE;

    TensorInfo of(TensorInfo stored) {
      long[] shape = stored.shape().getShape();
      return switch (this) {
        case NONE -> stored;
        case FLATTENED -> new TensorInfo(stored.dtype(), flattened(shape));
        case QUERY, KEY, VALUE -> new TensorInfo(stored.dtype(), third(shape));
      };
    }

    NDArray of(NDArray stored) {
      long[] shape = stored.getShape().getShape();
      return switch (this) {
        case NONE -> stored;
        case FLATTENED -> stored.reshape(flattened(shape));
        case QUERY -> part(stored, 0);
        case KEY -> part(stored, 1);
        case VALUE -> part(stored, 2);
      };
    }

    private static NDArray part(NDArray stored, long index) {
      long rows = stored.getShape().get(0) / 3;
      return stored.get(new NDIndex().addSliceDim(index * rows, (index + 1) * rows));
    }

    private static Shape flattened(long[] shape) {
      int length = shape.length;
      while (length > 2 && shape[length - 1] == 1) {
        length--;
      }
      return new Shape(Arrays.copyOf(shape, length));
    }

    private static Shape third(long[] shape) {
      long[] part = shape.clone();
      if (part.length > 0) {
        part[0] /= 3;
      }
      return new Shape(part);
    }
  }

  static Origin same(String name) {
    return new Origin(name, Change.NONE);
  }
}
