// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.picture;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/** How a picture lies in its window: all of it to begin with, larger as the user likes. */
public final class Zoom {
  private static final double LARGEST = 16;

  /** A tiny picture is not blown up farther than that by itself. */
  public static final double LARGEST_FIT = 6;

  private double width;
  private double height;
  private double pictureWidth = 1;
  private double pictureHeight = 1;
  private final ReadOnlyBooleanWrapper fitted = new ReadOnlyBooleanWrapper(true);
  private double scale = 1;
  private double x;
  private double y;

  /** Pixels of the screen for a pixel of the picture. */
  public double scale() {
    return scale;
  }

  /** The left edge of the picture, in its window. */
  public double x() {
    return x;
  }

  /** The upper edge of the picture, in its window. */
  public double y() {
    return y;
  }

  /** Whether all of the picture is in view, and stays so when the window changes. */
  public ReadOnlyBooleanProperty fittedProperty() {
    return fitted.getReadOnlyProperty();
  }

  public void window(double newWidth, double newHeight) {
    width = newWidth;
    height = newHeight;
    settle();
  }

  public void picture(double newWidth, double newHeight) {
    pictureWidth = Math.max(1, newWidth);
    pictureHeight = Math.max(1, newHeight);
    settle();
  }

  /** Shows all of it. */
  public void fit() {
    fitted.set(true);
    settle();
  }

  /** Shows a pixel as a pixel. */
  public void actual() {
    by(1 / scale, width / 2, height / 2);
  }

  /** Enlarges, or shrinks; what lies at that place of the window stays there. */
  public void by(double factor, double atX, double atY) {
    double least = Math.min(1, fitting());
    double to = Math.max(least, Math.min(LARGEST, scale * factor));
    x = atX - (atX - x) * to / scale;
    y = atY - (atY - y) * to / scale;
    scale = to;
    fitted.set(false);
    settle();
  }

  public void pan(double byX, double byY) {
    x += byX;
    y += byY;
    settle();
  }

  private double fitting() {
    return Math.min(LARGEST_FIT, Math.min(width / pictureWidth, height / pictureHeight));
  }

  private void settle() {
    if (fitted.get()) {
      scale = Math.max(fitting(), 1e-3);
    }
    x = settled(x, width, pictureWidth * scale);
    y = settled(y, height, pictureHeight * scale);
  }

  /** In the middle when there is room, else without a gap at an edge. */
  private static double settled(double at, double room, double size) {
    return size <= room ? (room - size) / 2 : Math.max(room - size, Math.min(0, at));
  }
}
