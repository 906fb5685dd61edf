// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.picture;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import studio.bonsai.engine.GreyPixels;
import studio.bonsai.engine.Pixels;

/** Between {@link Pixels} and the JDK's pictures. */
final class BufferedImages {
  private BufferedImages() {}

  /** The same bytes, seen as an image. */
  static BufferedImage of(Pixels pixels) {
    byte[] rgb = pixels.rgb();
    WritableRaster raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(rgb, rgb.length),
            pixels.width(),
            pixels.height(),
            3 * pixels.width(),
            3,
            new int[] {0, 1, 2},
            null);
    ComponentColorModel colours =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_BYTE);
    return new BufferedImage(colours, raster, false, null);
  }

  /** A copy as an image of grey levels, as they are. */
  static BufferedImage of(GreyPixels pixels) {
    BufferedImage image =
        new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, pixels.width(), pixels.height(), pixels.levels());
    return image;
  }

  /**
   * A copy without transparency.
   *
   * @param background what shows through, 0xRRGGBB
   */
  static Pixels flatten(BufferedImage image, int background) {
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] rgb = new byte[3 * width * height];
    int[] row = new int[width];
    boolean grey = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    for (int y = 0; y < height; y++) {
      if (grey) {
        readGrey(image, y, row);
      } else {
        image.getRGB(0, y, width, 1, row, 0, width);
      }
      for (int x = 0; x < width; x++) {
        putOver(background, row[x], rgb, 3 * (y * width + x));
      }
    }
    return new Pixels(width, height, rgb);
  }

  private static void putOver(int background, int colour, byte[] rgb, int at) {
    int alpha = colour >>> 24;
    for (int c = 0; c < 3; c++) {
      int shift = 16 - 8 * c;
      int over = (colour >> shift) & 0xff;
      int under = (background >> shift) & 0xff;
      rgb[at + c] = (byte) ((over * alpha + under * (255 - alpha) + 127) / 255);
    }
  }

  /** The JDK takes grey levels for linear light and brightens them; files mean them as they are. */
  private static void readGrey(BufferedImage image, int y, int[] row) {
    Raster raster = image.getRaster();
    int shift = raster.getSampleModel().getSampleSize(0) - 8;
    boolean transparent = raster.getNumBands() > 1;
    for (int x = 0; x < row.length; x++) {
      int level = raster.getSample(x, y, 0) >> shift;
      int alpha = transparent ? raster.getSample(x, y, 1) >> shift : 0xff;
      row[x] = alpha << 24 | level << 16 | level << 8 | level;
    }
  }
}
