// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.picture;

/** A Gaussian blur of one channel, its border continued outwards. */
final class GaussianBlur {
  private GaussianBlur() {}

  /**
   * @param values [height, width]
   * @param sigma standard deviation in pixels, above 0
   */
  static float[] blur(float[] values, int width, int height, double sigma) {
    float[] kernel = kernel(sigma);
    float[] across = pass(values, kernel, height, width, width, 1);
    return pass(across, kernel, width, height, 1, width);
  }

  private static float[] kernel(double sigma) {
    int radius = (int) Math.ceil(3 * sigma);
    double[] bell = new double[2 * radius + 1];
    double sum = 0;
    for (int i = 0; i < bell.length; i++) {
      bell[i] = Math.exp(-(i - radius) * (i - radius) / (2 * sigma * sigma));
      sum += bell[i];
    }
    float[] kernel = new float[bell.length];
    for (int i = 0; i < bell.length; i++) {
      kernel[i] = (float) (bell[i] / sum);
    }
    return kernel;
  }

  /** Blurs along lines: {@code lineStride} leads to the next line, {@code stride} along it. */
  private static float[] pass(
      float[] from, float[] kernel, int lines, int length, int lineStride, int stride) {
    float[] to = new float[from.length];
    int radius = kernel.length / 2;
    for (int line = 0; line < lines; line++) {
      for (int i = 0; i < length; i++) {
        float sum = 0;
        for (int k = 0; k < kernel.length; k++) {
          int j = Math.max(0, Math.min(length - 1, i + k - radius));
          sum += kernel[k] * from[line * lineStride + j * stride];
        }
        to[line * lineStride + i * stride] = sum;
      }
    }
    return to;
  }
}
