// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.nio.file.Path;
import studio.bonsai.engine.picture.MaskReader;
import studio.bonsai.engine.picture.PictureFolder;
import studio.bonsai.engine.picture.PictureReader;
import studio.bonsai.engine.picture.PngFile;

/**
 * What a painter of masks needs: pictures as inpainting sees them, and masks as files. In a mask
 * white is painted anew and black is kept.
 */
public final class MaskFiles {
  private MaskFiles() {}

  /**
   * A picture in its own size, on white, upright as its EXIF orientation asks.
   *
   * @throws EngineException when it is missing or no picture
   */
  public static Pixels picture(Path file) {
    return PictureReader.read(SourceImage.of(file));
  }

  /**
   * A mask in its own size; a coloured one by its luma, what is transparent in it black.
   *
   * @throws EngineException when it is missing or no picture
   */
  public static GreyPixels read(Path file) {
    return MaskReader.grey(SourceImage.of(file));
  }

  /**
   * Adds a mask to a folder, which is made when missing, as an 8-bit grey PNG under the next free
   * number.
   *
   * @return where it lies
   * @throws EngineException when the folder cannot be written, with what to do
   */
  public static Path add(Path folder, GreyPixels mask) {
    return new PictureFolder(folder).add("mask", PngFile.encode(mask));
  }

  /**
   * How much of each pixel is painted anew once the edge is feathered.
   *
   * @param feather as {@link InpaintMask#feather()}, in this mask's pixels; 0 for a hard edge
   */
  public static GreyPixels feathered(GreyPixels mask, double feather) {
    return MaskReader.feathered(mask, feather);
  }
}
