// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import studio.bonsai.engine.Pixels;

/** Squares as the networks see them. */
final class PicturePlanes {
  private PicturePlanes() {}

  /**
   * Red, green and blue apart, -1 to 1, as torchvision's ToTensor and Normalize(0.5, 0.5) do.
   *
   * @param squares all of one size
   * @return [B, 3, H, W]
   */
  static NDArray of(NDManager manager, List<Pixels> squares) {
    int side = squares.get(0).width();
    float[] planes = new float[Math.multiplyExact(3 * side * side, squares.size())];
    for (int i = 0; i < squares.size(); i++) {
      write(squares.get(i).rgb(), planes, i);
    }
    return manager.create(planes, new Shape(squares.size(), 3, side, side));
  }

  private static void write(byte[] rgb, float[] planes, int picture) {
    int area = rgb.length / 3;
    for (int i = 0; i < area; i++) {
      for (int c = 0; c < 3; c++) {
        planes[(3 * picture + c) * area + i] = ((rgb[3 * i + c] & 0xff) / 255f - 0.5f) / 0.5f;
      }
    }
  }
}
