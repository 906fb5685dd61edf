// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.text;

import ai.djl.ndarray.NDArray;

/**
 * What guides a picture, and what it is guided away from. Both have one shape.
 *
 * @param positive [1, T, D]; T is 77 times the chunks of the longer prompt
 * @param negative [1, T, D]
 */
public record Conditioning(NDArray positive, NDArray negative) implements AutoCloseable {
  public Conditioning {
    if (!positive.getShape().equals(negative.getShape())) {
      throw new IllegalArgumentException(
          "positive and negative differ: " + positive.getShape() + ", " + negative.getShape());
    }
  }

  @Override
  public void close() {
    positive.close();
    negative.close();
  }
}
