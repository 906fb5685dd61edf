// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.picture;

import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.SourceImage;

/** Reads the pictures that a request starts from, scaled to the size that is drawn. */
public final class PictureReader {
  private static final int WHITE = 0xffffff;
  private static final int BLACK = 0;

  private PictureReader() {}

  /**
   * A picture (PNG, JPEG, WebP, GIF or BMP) on white, turned upright as its EXIF orientation asks,
   * scaled and cropped about its middle to fill the size.
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
    return Resampling.LANCZOS.fill(upright(source, background), size.width(), size.height());
  }

  private static Pixels upright(SourceImage source, int background) {
    return PictureDecoder.decodeWhole(source.file().toString(), source.bytes(), background);
  }
}
