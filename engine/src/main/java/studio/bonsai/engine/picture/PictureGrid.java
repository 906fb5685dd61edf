// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.picture;

import java.util.Arrays;
import studio.bonsai.engine.Pixels;

/**
 * Several pictures on one sheet about as wide as it is high, row by row, white where pictures are
 * missing. The sheet alone is kept, not the pictures: they come one by one. Pictures that would
 * make it larger than {@link #LARGEST_SIDE} are scaled down, all alike.
 */
public final class PictureGrid {
  /** Pixels; a sheet of this size takes 200 MB while it is made. */
  static final int LARGEST_SIDE = 8192;

  private static final byte WHITE = (byte) 255;

  private final int columns;
  private final int rows;
  private final int gap;
  private int cellWidth;
  private int cellHeight;
  private Pixels sheet;
  private int added;

  /**
   * @param pictures how many will come, at least 1
   * @param gap between pictures, in pixels
   */
  public PictureGrid(int pictures, int gap) {
    if (pictures < 1 || gap < 0) {
      throw new IllegalArgumentException("a grid needs pictures, got " + pictures);
    }
    this.gap = gap;
    columns = (int) Math.ceil(Math.sqrt(pictures));
    rows = (pictures + columns - 1) / columns;
  }

  /** Puts a picture on the next place, in the size of the first one. */
  public void add(Pixels picture) {
    if (sheet == null) {
      layOut(picture);
    }
    boolean fits = picture.width() == cellWidth && picture.height() == cellHeight;
    Pixels cell = fits ? picture : Lanczos.fill(picture, cellWidth, cellHeight);
    copy(cell, added % columns * (cellWidth + gap), added / columns * (cellHeight + gap));
    added++;
  }

  private void layOut(Pixels first) {
    double scale =
        Math.min(1, Math.min(room(columns) / first.width(), room(rows) / first.height()));
    cellWidth = Math.max(1, (int) (first.width() * scale));
    cellHeight = Math.max(1, (int) (first.height() * scale));
    int width = columns * (cellWidth + gap) - gap;
    int height = rows * (cellHeight + gap) - gap;
    byte[] blank = new byte[3 * width * height];
    Arrays.fill(blank, WHITE);
    sheet = new Pixels(width, height, blank);
  }

  /** Pixels that each of so many pictures may take of a side. */
  private double room(int pictures) {
    return (double) (LARGEST_SIDE + gap) / pictures - gap;
  }

  private void copy(Pixels cell, int left, int top) {
    int row = 3 * cellWidth;
    for (int y = 0; y < cellHeight; y++) {
      int target = 3 * ((top + y) * sheet.width() + left);
      System.arraycopy(cell.rgb(), y * row, sheet.rgb(), target, row);
    }
  }

  /**
   * The sheet with what has come so far.
   *
   * @throws IllegalStateException before the first picture
   */
  public Pixels sheet() {
    if (sheet == null) {
      throw new IllegalStateException("no picture has come");
    }
    return sheet;
  }
}
