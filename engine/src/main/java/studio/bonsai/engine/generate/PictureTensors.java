// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import studio.bonsai.engine.Pixels;

/** Between bytes and the tensors of the autoencoder. */
final class PictureTensors {
  private PictureTensors() {}

  /**
   * @return [1, 3, H, W] float32 in [-1, 1]
   */
  static NDArray toTensor(NDManager manager, Pixels pixels) {
    int area = pixels.width() * pixels.height();
    byte[] rgb = pixels.rgb();
    float[] planes = new float[3 * area];
    for (int i = 0; i < area; i++) {
      for (int c = 0; c < 3; c++) {
        planes[c * area + i] = (rgb[3 * i + c] & 0xff) / 255f * 2 - 1;
      }
    }
    return manager.create(planes, new Shape(1, 3, pixels.height(), pixels.width()));
  }

  /**
   * Rounds to the nearest of 256 values, halves to even, as diffusers does.
   *
   * @param picture [1, 3, H, W], values beyond [-1, 1] are clipped
   */
  static Pixels toPixels(NDArray picture) {
    Shape shape = picture.getShape();
    int height = (int) shape.get(2);
    int width = (int) shape.get(3);
    int area = width * height;
    byte[] rgb = new byte[3 * area];
    try (NDArray single = picture.toType(DataType.FLOAT32, true)) {
      float[] planes = single.toFloatArray();
      for (int i = 0; i < area; i++) {
        for (int c = 0; c < 3; c++) {
          rgb[3 * i + c] = toByte(planes[c * area + i]);
        }
      }
    }
    return new Pixels(width, height, rgb);
  }

  private static byte toByte(float value) {
    float unit = Math.min(1, Math.max(0, value / 2 + 0.5f));
    return (byte) (int) Math.rint(unit * 255f);
  }
}
