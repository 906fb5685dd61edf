// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.picture;

import java.util.Arrays;
import studio.bonsai.engine.Pixels;

/**
 * Several pictures on one sheet in columns and rows, white where pictures are missing. The sheet
 * alone is kept, not the pictures: they come one by one. Pictures that would make it larger than
 * {@link #LARGEST_SIDE} are scaled down, all alike.
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

  private PictureGrid(int columns, int rows, int gap) {
    if (columns < 1 || rows < 1 || gap < 0) {
      throw new IllegalArgumentException("a grid needs pictures, got " + columns + " x " + rows);
    }
    this.columns = columns;
    this.rows = rows;
    this.gap = gap;
  }

  /**
   * A sheet about as wide as it is high.
   *
   * @param pictures how many will come, at least 1
   * @param gap between pictures, in pixels
   */
  public static PictureGrid square(int pictures, int gap) {
    int columns = (int) Math.ceil(Math.sqrt(pictures));
    return new PictureGrid(columns, (pictures + columns - 1) / Math.max(1, columns), gap);
  }

  /** A table whose cells are so large that a picture of the given size has room. */
  static PictureGrid table(int columns, int rows, int gap, int cellWidth, int cellHeight) {
    PictureGrid grid = new PictureGrid(columns, rows, gap);
    grid.layOut(cellWidth, cellHeight);
    return grid;
  }

  /** Puts a picture on the next place, in the size of the first one. */
  public void add(Pixels picture) {
    if (sheet == null) {
      layOut(picture.width(), picture.height());
    }
    boolean fits = picture.width() == cellWidth && picture.height() == cellHeight;
    Pixels cell = fits ? picture : Resampling.LANCZOS.fill(picture, cellWidth, cellHeight);
    copy(cell, left(added % columns), top(added / columns));
    added++;
  }

  /**
   * Puts a picture whole into the middle of a table's cell.
   *
   * @param share of its own size that it takes, where there is room
   */
  void put(int column, int row, Pixels picture, double share) {
    double scale =
        Math.min(
            share,
            Math.min((double) cellWidth / picture.width(), (double) cellHeight / picture.height()));
    int width = Math.max(1, (int) Math.round(picture.width() * scale));
    int height = Math.max(1, (int) Math.round(picture.height() * scale));
    boolean fits = width == picture.width() && height == picture.height();
    copy(
        fits ? picture : Resampling.LANCZOS.fill(picture, width, height),
        left(column) + (cellWidth - width) / 2,
        top(row) + (cellHeight - height) / 2);
  }

  int cellWidth() {
    return cellWidth;
  }

  int cellHeight() {
    return cellHeight;
  }

  /** Where a column begins. */
  int left(int column) {
    return column * (cellWidth + gap);
  }

  /** Where a row begins. */
  int top(int row) {
    return row * (cellHeight + gap);
  }

  private void layOut(int pictureWidth, int pictureHeight) {
    double scale = Math.min(1, Math.min(room(columns) / pictureWidth, room(rows) / pictureHeight));
    cellWidth = Math.max(1, (int) (pictureWidth * scale));
    cellHeight = Math.max(1, (int) (pictureHeight * scale));
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
    int row = 3 * cell.width();
    for (int y = 0; y < cell.height(); y++) {
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
