// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * How much a layer has to compute in one call: what decides which form of its weights is fastest.
 *
 * @param batch pictures
 * @param height of the convolution's input
 * @param width of the convolution's input
 * @param doubled whether every pixel of that input stands there twice in each direction
 */
record WorkSize(long batch, long height, long width, boolean doubled) {
  WorkSize(long batch, long height, long width) {
    this(batch, height, width, false);
  }

  static WorkSize of(NDArray picture) {
    Shape shape = picture.getShape();
    return new WorkSize(shape.get(0), shape.get(2), shape.get(3));
  }

  /** Of a picture that is enlarged to that size before it is convolved, from half, rounded up. */
  static WorkSize enlarged(long batch, long height, long width) {
    return new WorkSize(batch, height, width, height % 2 == 0 && width % 2 == 0);
  }

  /** Of a text: its tokens stand in a row. */
  static WorkSize ofText(NDArray text) {
    return new WorkSize(text.getShape().get(0), 1, text.getShape().get(1));
  }

  long pixels() {
    return batch * height * width;
  }

  /** Squares of that side which cover the pictures. */
  long tiles(int side) {
    return batch * ((height + side - 1) / side) * ((width + side - 1) / side);
  }
}
