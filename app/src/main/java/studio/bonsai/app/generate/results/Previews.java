// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.results;

import java.nio.IntBuffer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import studio.bonsai.engine.Pixels;

/** Makes images of pixels on whatever thread asks: the FX thread only shows them. */
final class Previews {
  private static final int OPAQUE = 0xff000000;

  private Previews() {}

  static Image image(Pixels pixels) {
    byte[] rgb = pixels.rgb();
    int[] argb = new int[pixels.width() * pixels.height()];
    for (int i = 0; i < argb.length; i++) {
      int at = 3 * i;
      argb[i] = OPAQUE | (rgb[at] & 0xff) << 16 | (rgb[at + 1] & 0xff) << 8 | (rgb[at + 2] & 0xff);
    }
    return new WritableImage(
        new PixelBuffer<>(
            pixels.width(),
            pixels.height(),
            IntBuffer.wrap(argb),
            PixelFormat.getIntArgbPreInstance()));
  }
}
