// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery.thumbs;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Makes small pictures of large ones. */
final class ThumbnailMaker {
  /** The longer side, in pixels: enough for the largest tiles on usual screens. */
  static final int SIDE = 320;

  private static final long MOST_PIXELS = 100_000_000;

  private ThumbnailMaker() {}

  /**
   * The picture in little, without transparency; a picture that is small enough stays as it is.
   *
   * @throws IOException when the file is no picture, or damaged
   */
  static BufferedImage make(Path file) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = in == null ? null : ImageIO.getImageReaders(in);
      if (readers == null || !readers.hasNext()) {
        throw new IOException(file + " is no picture");
      }
      return shrink(read(readers.next(), in));
    } catch (RuntimeException e) {
      // The JDK's readers meet damage with exceptions of many kinds.
      throw new IOException(file + " is damaged", e);
    }
  }

  /** Leaves out rows and columns while reading a huge picture, never down to less than double. */
  private static BufferedImage read(ImageReader reader, ImageInputStream in) throws IOException {
    try {
      reader.setInput(in, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      if ((long) width * height > MOST_PIXELS) {
        throw new IOException("too large: " + width + "x" + height);
      }
      ImageReadParam param = reader.getDefaultReadParam();
      int step = Math.max(1, Math.max(width, height) / (4 * SIDE));
      param.setSourceSubsampling(step, step, 0, 0);
      return reader.read(0, param);
    } finally {
      reader.dispose();
    }
  }

  private static BufferedImage shrink(BufferedImage picture) {
    double scale = (double) SIDE / Math.max(picture.getWidth(), picture.getHeight());
    if (scale >= 1) {
      return draw(picture, picture.getWidth(), picture.getHeight());
    }
    BufferedImage at = picture;
    // Bilinear scaling looks at four pixels only: more than a half at a time would skip some.
    for (double left = scale; left < 0.5; left *= 2) {
      at = draw(at, (at.getWidth() + 1) / 2, (at.getHeight() + 1) / 2);
    }
    return draw(
        at,
        Math.max(1, (int) Math.round(picture.getWidth() * scale)),
        Math.max(1, (int) Math.round(picture.getHeight() * scale)));
  }

  private static BufferedImage draw(BufferedImage picture, int width, int height) {
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = small.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pen.drawImage(picture, 0, 0, width, height, Color.WHITE, null);
    pen.dispose();
    return small;
  }
}
