// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.picture;

import studio.bonsai.engine.GreyPixels;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.InpaintMask;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.SourceImage;

/** Reads where inpainting may paint. */
public final class MaskReader {
  private MaskReader() {}

  /**
   * The mask with hard edges, as the network gets it.
   *
   * @return [height, width]; 1 is painted anew, 0 kept
   */
  public static float[] hard(InpaintMask mask, ImageSize size) {
    return hard(grey(PictureReader.readMask(mask.image(), size)));
  }

  private static float[] hard(float[] grey) {
    for (int i = 0; i < grey.length; i++) {
      grey[i] = grey[i] >= 0.5f ? 1 : 0;
    }
    return grey;
  }

  /**
   * The mask with its edges faded, for laying the painted picture over the old one. It fades
   * outwards and inwards alike.
   *
   * @return [height, width], 0 to 1
   */
  public static float[] soft(InpaintMask mask, ImageSize size) {
    return faded(hard(mask, size), size.width(), size.height(), mask.feather());
  }

  private static float[] faded(float[] hard, int width, int height, double feather) {
    return feather == 0 ? hard : GaussianBlur.blur(hard, width, height, feather / 2);
  }

  /** A mask as its file has it, in its own size. */
  public static GreyPixels grey(SourceImage source) {
    Pixels pixels = PictureReader.readMask(source);
    return bytes(grey(pixels), pixels.width(), pixels.height());
  }

  /**
   * The mask as it will act: hard first, then faded.
   *
   * @param feather in the mask's own pixels
   */
  public static GreyPixels feathered(GreyPixels mask, double feather) {
    float[] share = new float[mask.levels().length];
    for (int i = 0; i < share.length; i++) {
      share[i] = (mask.levels()[i] & 0xff) / 255f;
    }
    float[] faded = faded(hard(share), mask.width(), mask.height(), feather);
    return bytes(faded, mask.width(), mask.height());
  }

  private static GreyPixels bytes(float[] share, int width, int height) {
    byte[] levels = new byte[share.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) Math.round(255 * share[i]);
    }
    return new GreyPixels(width, height, levels);
  }

  /** Luma after ITU-R BT.601, as Pillow converts to "L". */
  private static float[] grey(Pixels pixels) {
    byte[] rgb = pixels.rgb();
    float[] grey = new float[pixels.width() * pixels.height()];
    for (int i = 0; i < grey.length; i++) {
      int luma =
          299 * (rgb[3 * i] & 0xff) + 587 * (rgb[3 * i + 1] & 0xff) + 114 * (rgb[3 * i + 2] & 0xff);
      grey[i] = luma / 255_000f;
    }
    return grey;
  }

  /** What the mask keeps is the old picture's, to the byte; a feathered edge mixes both. */
  public static Pixels keepOutside(Pixels made, Pixels source, InpaintMask mask) {
    float[] share = soft(mask, new ImageSize(made.width(), made.height()));
    byte[] mixed = new byte[made.rgb().length];
    for (int i = 0; i < mixed.length; i++) {
      float s = share[i / 3];
      mixed[i] = (byte) Math.round(s * (made.rgb()[i] & 0xff) + (1 - s) * (source.rgb()[i] & 0xff));
    }
    return new Pixels(made.width(), made.height(), mixed);
  }
}
