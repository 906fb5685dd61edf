// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.mask;

/**
 * A part of a mask.
 *
 * @param x in pixels from the left
 * @param y in pixels from the top
 */
record Area(int x, int y, int width, int height) {
  static final Area NONE = new Area(0, 0, 0, 0);

  boolean isEmpty() {
    return width <= 0 || height <= 0;
  }

  int right() {
    return x + width;
  }

  int bottom() {
    return y + height;
  }

  /** The smallest area that holds both. */
  Area with(Area other) {
    if (isEmpty() || other.isEmpty()) {
      return isEmpty() ? other : this;
    }
    int left = Math.min(x, other.x);
    int top = Math.min(y, other.y);
    return new Area(
        left,
        top,
        Math.max(right(), other.right()) - left,
        Math.max(bottom(), other.bottom()) - top);
  }

  /** What of it lies inside a mask of that size. */
  Area within(int wide, int high) {
    int left = Math.max(0, Math.min(x, wide));
    int top = Math.max(0, Math.min(y, high));
    return new Area(
        left,
        top,
        Math.max(0, Math.min(right(), wide) - left),
        Math.max(0, Math.min(bottom(), high) - top));
  }
}
