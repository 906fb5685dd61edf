// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.picture;

import studio.bonsai.engine.Pixels;

/**
 * Scaling with a window that is widened when shrinking, in whole numbers of 22 binary places and
 * rounded to bytes after each of its two passes: Pillow's arithmetic (src/libImaging/Resample.c),
 * and so diffusers' and torchvision's, to the last bit.
 */
public enum Resampling {
  /** Lanczos' window of three lobes: diffusers' image processor. */
  LANCZOS(3) {
    @Override
    double window(double x) {
      return Math.abs(x) < support ? sinc(x) * sinc(x / support) : 0;
    }
  },
  /** A triangle: what networks are trained on, torchvision's Resize. */
  BILINEAR(1) {
    @Override
    double window(double x) {
      return Math.max(0, 1 - Math.abs(x));
    }
  };

  private static final int PLACES = Integer.SIZE - Byte.SIZE - 2;

  final int support;

  Resampling(int support) {
    this.support = support;
  }

  abstract double window(double x);

  /** For each target place the source places that it mixes. */
  private static final class Weights {
    final int[] first;
    final int[][] weights;

    Weights(int target) {
      first = new int[target];
      weights = new int[target][];
    }
  }

  /** The whole picture in another size. */
  public Pixels resize(Pixels source, int width, int height) {
    if (source.width() == width && source.height() == height) {
      return source;
    }
    return resize(source, source.width(), source.height(), width, height);
  }

  /** Fills the size: scaled to cover it, what is over cut off on both sides alike. */
  Pixels fill(Pixels source, int width, int height) {
    double scale = Math.min((double) source.width() / width, (double) source.height() / height);
    return resize(source, width * scale, height * scale, width, height);
  }

  /**
   * @param wide how much of the source's middle is seen, in its pixels
   * @param high the same of its height
   */
  private Pixels resize(Pixels source, double wide, double high, int width, int height) {
    Weights across = weights((source.width() - wide) / 2, wide, source.width(), width);
    Weights down = weights((source.height() - high) / 2, high, source.height(), height);
    byte[] rows = acrossRows(source, across, width);
    return new Pixels(width, height, downColumns(rows, down, width, height));
  }

  /**
   * @param begin where the target's first place begins in the source
   * @param length of the target in the source's places
   */
  private Weights weights(double begin, double length, int source, int target) {
    Weights result = new Weights(target);
    double scale = length / target;
    double stretch = Math.max(scale, 1);
    double reach = support * stretch;
    for (int i = 0; i < target; i++) {
      double centre = begin + (i + 0.5) * scale;
      int first = Math.max((int) (centre - reach + 0.5), 0);
      int end = Math.min((int) (centre + reach + 0.5), source);
      result.first[i] = first;
      result.weights[i] = window(centre, stretch, first, end);
    }
    return result;
  }

  /** Weights that sum to one. */
  private int[] window(double centre, double stretch, int first, int end) {
    double[] raw = new double[end - first];
    double sum = 0;
    for (int j = 0; j < raw.length; j++) {
      raw[j] = window((first + j - centre + 0.5) * (1 / stretch));
      sum += raw[j];
    }
    int[] weights = new int[raw.length];
    for (int j = 0; j < raw.length; j++) {
      double weight = raw[j] / sum * (1 << PLACES);
      weights[j] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
    }
    return weights;
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

  private static void mix(byte[] from, int start, int stride, int[] weights, byte[] to, int at) {
    for (int c = 0; c < 3; c++) {
      int sum = 1 << (PLACES - 1);
      for (int j = 0; j < weights.length; j++) {
        sum += weights[j] * (from[start + j * stride + c] & 0xff);
      }
      to[at + c] = (byte) Math.max(0, Math.min(255, sum >> PLACES));
    }
  }
}
