// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.util.Arrays;

/** Levels of grey in memory: 8 bits a pixel, row by row from the top left. */
public final class GreyPixels {
  private final int width;
  private final int height;
  private final byte[] levels;

  /**
   * @param levels width * height bytes, 0 black to 255 white; kept, not copied: the caller lets go
   *     of it
   */
  public GreyPixels(int width, int height, byte[] levels) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("a picture needs pixels, got " + width + "x" + height);
    }
    if (levels.length != (long) width * height) {
      throw new IllegalArgumentException(
          width
              + "x"
              + height
              + " needs "
              + (long) width * height
              + " bytes, got "
              + levels.length);
    }
    this.width = width;
    this.height = height;
    this.levels = levels;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The bytes themselves, not a copy: read them, never write them. */
  public byte[] levels() {
    return levels;
  }

  /** 0 black to 255 white. */
  public int level(int x, int y) {
    return levels[y * width + x] & 0xff;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GreyPixels that
        && width == that.width
        && height == that.height
        && Arrays.equals(levels, that.levels);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(levels);
  }

  @Override
  public String toString() {
    return "GreyPixels[" + width + "x" + height + "]";
  }
}
