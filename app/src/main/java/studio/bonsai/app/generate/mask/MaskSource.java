// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.mask;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import studio.bonsai.engine.GreyPixels;
import studio.bonsai.engine.MaskFiles;
import studio.bonsai.engine.Pixels;

/**
 * A picture as a painter of masks needs it.
 *
 * @param width of the picture itself
 * @param height of the picture itself
 * @param shown the picture, smaller when it is a large one
 * @param mask to go on with
 */
record MaskSource(int width, int height, Image shown, Optional<GreyPixels> mask) {
  /** More than a window shows. */
  private static final int LONGEST_SIDE = 2048;

  /**
   * Reads the files; takes its time.
   *
   * @throws studio.bonsai.engine.EngineException when one cannot be read
   */
  static MaskSource read(Path picture, Optional<Path> mask) {
    Pixels pixels = MaskFiles.picture(picture);
    return new MaskSource(
        pixels.width(), pixels.height(), image(pixels), mask.map(MaskFiles::read));
  }

  private static Image image(Pixels pixels) {
    int longest = Math.max(pixels.width(), pixels.height());
    int factor = (longest + LONGEST_SIDE - 1) / LONGEST_SIDE;
    int width = Math.max(1, pixels.width() / factor);
    int height = Math.max(1, pixels.height() / factor);
    byte[] rgb = factor == 1 ? pixels.rgb() : shrink(pixels, factor, width, height);
    WritableImage image = new WritableImage(width, height);
    image
        .getPixelWriter()
        .setPixels(0, 0, width, height, PixelFormat.getByteRgbInstance(), rgb, 0, 3 * width);
    return image;
  }

  /** Every pixel the mean of a square. */
  private static byte[] shrink(Pixels pixels, int factor, int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      int x = i / 3 % width * factor;
      int y = i / 3 / width * factor;
      int sum = 0;
      for (int dy = 0; dy < factor; dy++) {
        int at = 3 * ((y + dy) * pixels.width() + x) + i % 3;
        for (int dx = 0; dx < factor; dx++) {
          sum += pixels.rgb()[at + 3 * dx] & 0xff;
        }
      }
      rgb[i] = (byte) (sum / (factor * factor));
    }
    return rgb;
  }
}
