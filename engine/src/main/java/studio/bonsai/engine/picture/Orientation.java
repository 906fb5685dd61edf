// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.picture;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import studio.bonsai.engine.Pixels;

/**
 * How a camera was held, after the tag Orientation of EXIF 2.3, section 4.6.4.
 *
 * @param swapped whether the stored rows are the upright picture's columns
 * @param flippedX whether the stored rows run backwards
 * @param flippedY whether the stored columns run backwards
 */
record Orientation(boolean swapped, boolean flippedX, boolean flippedY) {
  static final Orientation UPRIGHT = new Orientation(false, false, false);

  /** What the file tells; upright when it tells nothing, or nothing that can be read. */
  static Orientation of(byte[] file) {
    try {
      ExifIFD0Directory exif =
          ImageMetadataReader.readMetadata(new ByteArrayInputStream(file), file.length)
              .getFirstDirectoryOfType(ExifIFD0Directory.class);
      Integer tag = exif == null ? null : exif.getInteger(ExifDirectoryBase.TAG_ORIENTATION);
      return tag == null ? UPRIGHT : ofTag(tag);
    } catch (ImageProcessingException | IOException | RuntimeException e) {
      // The picture itself may be sound; if it is not, its decoder says so.
      return UPRIGHT;
    }
  }

  private static Orientation ofTag(int tag) {
    return switch (tag) {
      case 2 -> new Orientation(false, true, false);
      case 3 -> new Orientation(false, true, true);
      case 4 -> new Orientation(false, false, true);
      case 5 -> new Orientation(true, false, false);
      case 6 -> new Orientation(true, false, true);
      case 7 -> new Orientation(true, true, true);
      case 8 -> new Orientation(true, true, false);
      default -> UPRIGHT;
    };
  }

  /** The picture as the photographer saw it. */
  Pixels upright(Pixels stored) {
    if (equals(UPRIGHT)) {
      return stored;
    }
    int width = swapped ? stored.height() : stored.width();
    int height = swapped ? stored.width() : stored.height();
    byte[] rgb = new byte[stored.rgb().length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int from = 3 * place(stored, swapped ? y : x, swapped ? x : y);
        System.arraycopy(stored.rgb(), from, rgb, 3 * (y * width + x), 3);
      }
    }
    return new Pixels(width, height, rgb);
  }

  private int place(Pixels stored, int x, int y) {
    int column = flippedX ? stored.width() - 1 - x : x;
    int row = flippedY ? stored.height() - 1 - y : y;
    return row * stored.width() + column;
  }
}
