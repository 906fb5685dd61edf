// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.Pixels;

/**
 * Decodes pictures of every kind that people have: PNG, JPEG (CMYK too), WebP, GIF and BMP, in
 * bounded memory. Each failure is a sentence that names the picture.
 */
public final class PictureDecoder {
  /** 100 megapixels: more than cameras make, less than would exhaust the memory. */
  private static final long MOST_PIXELS = 100_000_000;

  /** From here on only every second, third... row and column of a large picture is read. */
  private static final long COMFORTABLE_PIXELS = 24_000_000;

  /** What is decoded row by row, so that leaving rows out saves memory. */
  private static final Set<String> BY_ROWS = Set.of("jpeg", "jpg", "png");

  private static final Set<String> MOVING = Set.of("gif", "webp");

  private static final int WHITE = 0xffffff;

  /**
   * A picture turned upright.
   *
   * @param pixels of it, fewer than its file has when that is very large
   * @param width in the file's pixels, upright
   * @param height in the file's pixels, upright
   * @param animated whether more pictures follow in the file, which are left out
   */
  public record Decoded(Pixels pixels, int width, int height, boolean animated) {}

  private final String name;
  private final byte[] bytes;

  private PictureDecoder(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  /**
   * A picture to learn from, upright, on white.
   *
   * @param name for messages
   * @param shortSide pixels that are wanted of the shorter side: more are given unless the picture
   *     has fewer, but of a very large one not all
   * @throws EngineException when it is damaged, no picture or larger than can be read
   */
  public static Decoded decode(String name, byte[] bytes, int shortSide) {
    return new PictureDecoder(name, bytes).decode(shortSide, WHITE);
  }

  /** All pixels of a picture, upright. */
  static Pixels decodeWhole(String name, byte[] bytes, int background) {
    return new PictureDecoder(name, bytes).decode(Integer.MAX_VALUE, background).pixels();
  }

  private Decoded decode(int shortSide, int background) {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new EngineException(
            name + " is not a picture that can be read; give a PNG or a JPEG.");
      }
      return decode(readers.next(), in, shortSide, background);
    } catch (EngineException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Readers meet damage with exceptions of many kinds.
      throw complaint(e);
    }
  }

  private Decoded decode(ImageReader reader, ImageInputStream in, int shortSide, int background)
      throws IOException {
    try {
      reader.setInput(in, false, true);
      String format = reader.getFormatName().toLowerCase(Locale.ROOT);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      ImageReadParam param = reader.getDefaultReadParam();
      int every = period(format, width, height, shortSide);
      param.setSourceSubsampling(every, every, 0, 0);
      BufferedImage image = reader.read(0, param);
      boolean animated = MOVING.contains(format) && reader.getNumImages(true) > 1;
      Orientation orientation = Orientation.of(bytes);
      return new Decoded(
          orientation.upright(BufferedImages.flatten(image, background)),
          orientation.swapped() ? height : width,
          orientation.swapped() ? width : height,
          animated);
    } finally {
      reader.dispose();
    }
  }

  /** Of how many rows one is read. */
  private int period(String format, int width, int height, int shortSide) {
    long pixels = (long) width * height;
    int every = 1;
    if (pixels > COMFORTABLE_PIXELS && BY_ROWS.contains(format)) {
      int most = Math.max(1, Math.min(width, height) / shortSide);
      every = Math.min(most, (int) Math.ceil(Math.sqrt((double) pixels / COMFORTABLE_PIXELS)));
    }
    boolean whole = every == 1 || isProgressive(format);
    long kept = whole ? pixels : pixels / every / every;
    if (kept > MOST_PIXELS) {
      throw new EngineException(
          name + " has " + pixels / 1_000_000 + " megapixels; scale it down first.");
    }
    return every;
  }

  /** A progressive JPEG is in memory as a whole before its first row is known. */
  private boolean isProgressive(String format) {
    return !format.equals("png") && JpegFrame.isProgressive(bytes);
  }

  private EngineException complaint(Exception e) {
    String why = e.getMessage() == null ? "" : " (" + e.getMessage() + ")";
    return new EngineException(
        name
            + " cannot be read: it is a damaged picture, or of a rare kind"
            + why
            + ". Save it anew as a PNG.",
        e);
  }
}
