// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data.emoji;

/**
 * A colour by hue, saturation and value (Smith 1978).
 *
 * @param hue 0 to 360
 * @param saturation 0 to 1
 * @param value 0 to 1
 */
record Hsv(double hue, double saturation, double value) {
  static Hsv of(int rgb) {
    double r = (rgb >> 16 & 0xff) / 255.0;
    double g = (rgb >> 8 & 0xff) / 255.0;
    double b = (rgb & 0xff) / 255.0;
    double most = Math.max(r, Math.max(g, b));
    double spread = most - Math.min(r, Math.min(g, b));
    if (spread == 0) {
      return new Hsv(0, 0, most);
    }
    double sixth;
    if (most == r) {
      sixth = (g - b) / spread;
    } else if (most == g) {
      sixth = 2 + (b - r) / spread;
    } else {
      sixth = 4 + (r - g) / spread;
    }
    return new Hsv((60 * sixth + 360) % 360, spread / most, most);
  }

  int rgb() {
    return channel(5) << 16 | channel(3) << 8 | channel(1);
  }

  private int channel(int offset) {
    double k = (offset + hue / 60) % 6;
    double share = Math.max(0, Math.min(1, Math.min(k, 4 - k)));
    return (int) Math.round(255 * value * (1 - saturation * share));
  }

  /** Degrees between two hues, 0 to 180. */
  static double distance(double one, double other) {
    double d = Math.abs(one - other) % 360;
    return Math.min(d, 360 - d);
  }
}
