// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.util.Arrays;

/** A picture in memory: 8 bits a channel, red, green, blue, row by row from the top left. */
public final class Pixels {
  private final int width;
  private final int height;
  private final byte[] rgb;

  /**
   * @param rgb width * height * 3 bytes; kept, not copied: the caller lets go of it
   */
  public Pixels(int width, int height, byte[] rgb) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("a picture needs pixels, got " + width + "x" + height);
    }
    if (rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          width + "x" + height + " needs " + 3L * width * height + " bytes, got " + rgb.length);
    }
    this.width = width;
    this.height = height;
    this.rgb = rgb;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The bytes themselves, not a copy: read them, never write them. */
  public byte[] rgb() {
    return rgb;
  }

  /** The colour at a place as 0xRRGGBB. */
  public int colour(int x, int y) {
    int i = 3 * (y * width + x);
    return (rgb[i] & 0xff) << 16 | (rgb[i + 1] & 0xff) << 8 | (rgb[i + 2] & 0xff);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Pixels that
        && width == that.width
        && height == that.height
        && Arrays.equals(rgb, that.rgb);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(rgb);
  }

  @Override
  public String toString() {
    return "Pixels[" + width + "x" + height + "]";
  }
}
