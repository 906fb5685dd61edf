// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.mask;

import java.util.Arrays;
import studio.bonsai.engine.GreyPixels;

/** The bytes of a mask while it is painted, at the picture's resolution: white is made anew. */
final class MaskBytes {
  private static final int WHITE = 255;
  private static final int HALF = 128;

  private final int width;
  private final int height;
  private final byte[] levels;
  private long painted;

  MaskBytes(int width, int height) {
    this(new GreyPixels(width, height, new byte[width * height]));
  }

  /** Takes over the mask's bytes. */
  MaskBytes(GreyPixels mask) {
    width = mask.width();
    height = mask.height();
    levels = mask.levels();
    painted = count(whole());
  }

  /** A mask of another size, taken over as inpainting does: scaled to fill, its middle kept. */
  static MaskBytes filling(GreyPixels mask, int width, int height) {
    if (mask.width() == width && mask.height() == height) {
      return new MaskBytes(mask);
    }
    double scale = Math.min((double) mask.width() / width, (double) mask.height() / height);
    double left = (mask.width() - width * scale) / 2;
    double top = (mask.height() - height * scale) / 2;
    byte[] levels = new byte[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int fromX = Math.min(mask.width() - 1, (int) (left + (x + 0.5) * scale));
        int fromY = Math.min(mask.height() - 1, (int) (top + (y + 0.5) * scale));
        levels[y * width + x] = (byte) mask.level(fromX, fromY);
      }
    }
    return new MaskBytes(new GreyPixels(width, height, levels));
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  byte[] levels() {
    return levels;
  }

  Area whole() {
    return new Area(0, 0, width, height);
  }

  /** 0 to 255. */
  int level(int x, int y) {
    return levels[y * width + x] & 0xff;
  }

  boolean isBlank() {
    return painted == 0;
  }

  GreyPixels copy() {
    return new GreyPixels(width, height, levels.clone());
  }

  /** A smaller mask of the same shape: every pixel is the nearest one's. */
  GreyPixels sampled(int wide, int high) {
    byte[] small = new byte[wide * high];
    for (int y = 0; y < high; y++) {
      int row = width * (int) ((y + 0.5) * height / high);
      for (int x = 0; x < wide; x++) {
        small[y * wide + x] = levels[row + (int) ((x + 0.5) * width / wide)];
      }
    }
    return new GreyPixels(wide, high, small);
  }

  /** Everything that a line with round ends may touch. */
  Area reach(double x0, double y0, double x1, double y1, double radius) {
    int left = (int) Math.floor(Math.min(x0, x1) - radius);
    int top = (int) Math.floor(Math.min(y0, y1) - radius);
    int right = (int) Math.ceil(Math.max(x0, x1) + radius) + 1;
    int bottom = (int) Math.ceil(Math.max(y0, y1) + radius) + 1;
    return new Area(left, top, right - left, bottom - top).within(width, height);
  }

  /** Draws a line with round ends; the pixel under its beginning is always hit. */
  void line(double x0, double y0, double x1, double y1, double radius, boolean erase) {
    double dx = x1 - x0;
    double dy = y1 - y0;
    double length = dx * dx + dy * dy;
    double reach = Math.max(0.5, radius * radius);
    Area area = reach(x0, y0, x1, y1, radius);
    for (int y = area.y(); y < area.bottom(); y++) {
      for (int x = area.x(); x < area.right(); x++) {
        double px = x + 0.5 - x0;
        double py = y + 0.5 - y0;
        double along = length == 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length));
        double ex = px - along * dx;
        double ey = py - along * dy;
        if (ex * ex + ey * ey <= reach) {
          set(y * width + x, erase ? 0 : WHITE);
        }
      }
    }
  }

  private void set(int index, int level) {
    painted += (level >= HALF ? 1 : 0) - ((levels[index] & 0xff) >= HALF ? 1 : 0);
    levels[index] = (byte) level;
  }

  void fill(int level) {
    Arrays.fill(levels, (byte) level);
    painted = level >= HALF ? levels.length : 0;
  }

  void invert() {
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) ~levels[i];
    }
    painted = levels.length - painted;
  }

  /** A part's bytes, row by row. */
  byte[] read(Area area) {
    byte[] part = new byte[area.width() * area.height()];
    for (int y = 0; y < area.height(); y++) {
      System.arraycopy(
          levels, (area.y() + y) * width + area.x(), part, y * area.width(), area.width());
    }
    return part;
  }

  void write(Area area, byte[] part) {
    painted -= count(area);
    for (int y = 0; y < area.height(); y++) {
      System.arraycopy(
          part, y * area.width(), levels, (area.y() + y) * width + area.x(), area.width());
    }
    painted += count(area);
  }

  private long count(Area area) {
    long count = 0;
    for (int y = area.y(); y < area.bottom(); y++) {
      for (int x = area.x(); x < area.right(); x++) {
        count += (levels[y * width + x] & 0xff) >= HALF ? 1 : 0;
      }
    }
    return count;
  }
}
