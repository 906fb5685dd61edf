// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of a picture in pixels. The networks work on blocks of 8, so both sides are multiples of
 * 8.
 *
 * @param width 8 to 4096
 * @param height 8 to 4096
 */
public record ImageSize(int width, int height) {
  private static final int LARGEST = 4096;
  private static final Pattern TEXT = Pattern.compile("(\\d{1,5})(?:[xX×](\\d{1,5}))?");

  public ImageSize {
    if (width % 8 != 0 || height % 8 != 0) {
      throw new IllegalArgumentException(
          "width and height must be multiples of 8, got " + width + "x" + height);
    }
    if (width < 8 || height < 8 || width > LARGEST || height > LARGEST) {
      throw new IllegalArgumentException(
          "width and height must be 8 to " + LARGEST + ", got " + width + "x" + height);
    }
  }

  /** Reads {@code 512x768}, or {@code 512} for a square. */
  public static ImageSize parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a size is written WIDTHxHEIGHT, as in 512x768, got '" + text + "'");
    }
    int width = Integer.parseInt(matcher.group(1));
    return new ImageSize(
        width, matcher.group(2) == null ? width : Integer.parseInt(matcher.group(2)));
  }

  public long pixels() {
    return (long) width * height;
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}
