// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.SourceImage;

/** Reads the pictures that a request starts from, scaled to the size that is drawn. */
public final class PictureReader {
  /** 100 megapixels: more than cameras make, less than would exhaust the memory. */
  private static final long MOST_PIXELS = 100_000_000;

  private static final int WHITE = 0xffffff;
  private static final int BLACK = 0;

  private PictureReader() {}

  /**
   * A picture (PNG, JPEG, GIF or BMP) on white, turned upright as its EXIF orientation asks, scaled
   * and cropped about its middle to fill the size.
   *
   * @throws EngineException when it is missing, changed, or no picture
   */
  public static Pixels read(SourceImage source, ImageSize size) {
    return read(source, size, WHITE);
  }

  /** The same in the picture's own size. */
  public static Pixels read(SourceImage source) {
    return upright(source, WHITE);
  }

  /** A mask, read as its picture: what is transparent in it is kept, as if it were black. */
  static Pixels readMask(SourceImage source, ImageSize size) {
    return read(source, size, BLACK);
  }

  static Pixels readMask(SourceImage source) {
    return upright(source, BLACK);
  }

  private static Pixels read(SourceImage source, ImageSize size, int background) {
    return Lanczos.fill(upright(source, background), size.width(), size.height());
  }

  private static Pixels upright(SourceImage source, int background) {
    byte[] bytes = source.bytes();
    return Orientation.of(bytes).upright(BufferedImages.flatten(decode(source, bytes), background));
  }

  private static BufferedImage decode(SourceImage source, byte[] bytes) {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new EngineException(
            source.file() + " is not a picture that can be read; give a PNG or a JPEG.");
      }
      return decode(source, readers.next(), in);
    } catch (EngineException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The JDK's readers meet damage with exceptions of many kinds.
      throw complaint(source, e);
    }
  }

  private static BufferedImage decode(SourceImage source, ImageReader reader, ImageInputStream in)
      throws IOException {
    try {
      reader.setInput(in, true, true);
      long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
      if (pixels > MOST_PIXELS) {
        throw new EngineException(
            source.file() + " has " + pixels / 1_000_000 + " megapixels; scale it down first.");
      }
      return reader.read(0);
    } finally {
      reader.dispose();
    }
  }

  private static EngineException complaint(SourceImage source, Exception e) {
    String why = e.getMessage() == null ? "" : " (" + e.getMessage() + ")";
    return new EngineException(
        source.file()
            + " cannot be read: it is a damaged picture, or of a rare kind"
            + why
            + ". Save it anew as a PNG.",
        e);
  }
}
