// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.results;

import java.nio.IntBuffer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import studio.bonsai.engine.Pixels;

/** Makes images of previews on whatever thread asks: the FX thread only shows them. */
final class Previews {
  /** An autoencoder makes at least so many pixels, each way, of one of the latent's. */
  static final int ENLARGED = 4;

  private static final int OPAQUE = 0xff000000;

  private Previews() {}

  /**
   * Blends between the pixels: the window's own enlarging of so few shows seams at the edges.
   *
   * @return {@value #ENLARGED} times as wide and high
   */
  static Image image(Pixels pixels) {
    int width = pixels.width() * ENLARGED;
    int height = pixels.height() * ENLARGED;
    int[] argb = new int[width * height];
    for (int y = 0; y < height; y++) {
      Between row = Between.at(y, pixels.height());
      for (int x = 0; x < width; x++) {
        argb[y * width + x] = blend(pixels, row, Between.at(x, pixels.width()));
      }
    }
    return new WritableImage(
        new PixelBuffer<>(
            width, height, IntBuffer.wrap(argb), PixelFormat.getIntArgbPreInstance()));
  }

  /** Two neighbours, and how far it is from the first to the second. */
  private record Between(int first, int second, double share) {
    /** Beyond the outermost centres, those pixels alone. */
    static Between at(int target, int size) {
      double source = Math.max(0, Math.min(size - 1, (target + 0.5) / ENLARGED - 0.5));
      int first = (int) source;
      return new Between(first, Math.min(size - 1, first + 1), source - first);
    }

    double of(double atFirst, double atSecond) {
      return atFirst + share * (atSecond - atFirst);
    }
  }

  private static int blend(Pixels pixels, Between row, Between column) {
    byte[] rgb = pixels.rgb();
    int argb = OPAQUE;
    for (int channel = 0; channel < 3; channel++) {
      int upper = 3 * row.first() * pixels.width() + channel;
      int lower = 3 * row.second() * pixels.width() + channel;
      double value = row.of(across(rgb, upper, column), across(rgb, lower, column));
      argb |= (int) Math.round(value) << (8 * (2 - channel));
    }
    return argb;
  }

  private static double across(byte[] rgb, int line, Between column) {
    return column.of(rgb[line + 3 * column.first()] & 0xff, rgb[line + 3 * column.second()] & 0xff);
  }
}
