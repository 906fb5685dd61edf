// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.picture;

import java.util.Arrays;
import java.util.List;
import studio.bonsai.engine.Pixels;

/** Several pictures on one sheet, row by row. */
public final class PictureGrid {
  private static final byte WHITE = (byte) 255;

  private PictureGrid() {}

  /**
   * A sheet about as wide as it is high, white where pictures are missing or smaller than the
   * largest.
   *
   * @param gap between pictures, in pixels
   */
  public static Pixels of(List<Pixels> pictures, int gap) {
    return of(pictures, (int) Math.ceil(Math.sqrt(pictures.size())), gap);
  }

  /**
   * @param columns pictures in a row, at least 1
   * @param gap between pictures, in pixels
   */
  public static Pixels of(List<Pixels> pictures, int columns, int gap) {
    if (pictures.isEmpty() || columns < 1 || gap < 0) {
      throw new IllegalArgumentException(
          "a grid needs pictures and columns, got " + pictures.size() + " and " + columns);
    }
    int cellWidth = pictures.stream().mapToInt(Pixels::width).max().orElseThrow() + gap;
    int cellHeight = pictures.stream().mapToInt(Pixels::height).max().orElseThrow() + gap;
    int rows = (pictures.size() + columns - 1) / columns;
    int width = columns * cellWidth - gap;
    int height = rows * cellHeight - gap;
    byte[] sheet = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
    Arrays.fill(sheet, WHITE);
    for (int i = 0; i < pictures.size(); i++) {
      int corner = (i / columns) * cellHeight * width + (i % columns) * cellWidth;
      copy(pictures.get(i), sheet, corner, width);
    }
    return new Pixels(width, height, sheet);
  }

  private static void copy(Pixels picture, byte[] sheet, int corner, int width) {
    int row = 3 * picture.width();
    for (int y = 0; y < picture.height(); y++) {
      System.arraycopy(picture.rgb(), y * row, sheet, 3 * (corner + y * width), row);
    }
  }
}
