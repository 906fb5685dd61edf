// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.picture;

import studio.bonsai.engine.Pixels;

/**
 * Scaling with Lanczos' window of three lobes, widened when shrinking, rounded to bytes after each
 * of its two passes: the way Pillow does it, and so diffusers.
 */
final class Lanczos {
  private static final int LOBES = 3;

  /** For each target place the source places that it mixes. */
  private static final class Weights {
    final int[] first;
    final float[][] weights;

    Weights(int target) {
      first = new int[target];
      weights = new float[target][];
    }
  }

  private Lanczos() {}

  /** Fills the size: scaled to cover it, what is over cut off on both sides alike. */
  static Pixels fill(Pixels source, int width, int height) {
    double scale = Math.min((double) source.width() / width, (double) source.height() / height);
    double wide = width * scale;
    double high = height * scale;
    Weights across = weights((source.width() - wide) / 2, wide, source.width(), width);
    Weights down = weights((source.height() - high) / 2, high, source.height(), height);
    byte[] rows = acrossRows(source, across, width);
    return new Pixels(width, height, downColumns(rows, down, width, height));
  }

  /**
   * @param begin where the target's first place begins in the source
   * @param length of the target in the source's places
   */
  private static Weights weights(double begin, double length, int source, int target) {
    Weights result = new Weights(target);
    double scale = length / target;
    double stretch = Math.max(scale, 1);
    double support = LOBES * stretch;
    for (int i = 0; i < target; i++) {
      double centre = begin + (i + 0.5) * scale;
      int first = Math.max((int) (centre - support + 0.5), 0);
      int end = Math.min((int) (centre + support + 0.5), source);
      result.first[i] = first;
      result.weights[i] = window(centre, stretch, first, end);
    }
    return result;
  }

  /** Weights that sum to one. */
  private static float[] window(double centre, double stretch, int first, int end) {
    double[] raw = new double[end - first];
    double sum = 0;
    for (int j = 0; j < raw.length; j++) {
      raw[j] = lanczos((first + j - centre + 0.5) / stretch);
      sum += raw[j];
    }
    float[] weights = new float[raw.length];
    for (int j = 0; j < raw.length; j++) {
      weights[j] = (float) (raw[j] / sum);
    }
    return weights;
  }

  private static double lanczos(double x) {
    return Math.abs(x) < LOBES ? sinc(x) * sinc(x / LOBES) : 0;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  private static byte[] acrossRows(Pixels source, Weights weights, int width) {
    byte[] from = source.rgb();
    byte[] to = new byte[3 * width * source.height()];
    for (int y = 0; y < source.height(); y++) {
      for (int x = 0; x < width; x++) {
        int start = 3 * (y * source.width() + weights.first[x]);
        mix(from, start, 3, weights.weights[x], to, 3 * (y * width + x));
      }
    }
    return to;
  }

  private static byte[] downColumns(byte[] from, Weights weights, int width, int height) {
    byte[] to = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int start = 3 * (weights.first[y] * width + x);
        mix(from, start, 3 * width, weights.weights[y], to, 3 * (y * width + x));
      }
    }
    return to;
  }

  private static void mix(byte[] from, int start, int stride, float[] weights, byte[] to, int at) {
    for (int c = 0; c < 3; c++) {
      float sum = 0;
      for (int j = 0; j < weights.length; j++) {
        sum += weights[j] * (from[start + j * stride + c] & 0xff);
      }
      to[at + c] = (byte) Math.max(0, Math.min(255, Math.round(sum)));
    }
  }
}
