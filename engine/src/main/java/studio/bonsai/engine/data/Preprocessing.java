// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data;

import java.util.Optional;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.data.Draws.Purpose;
import studio.bonsai.engine.picture.PictureDecoder.Decoded;
import studio.bonsai.engine.picture.Resampling;

/**
 * How a picture becomes a square for the network, as torchvision's Resize, CenterCrop or RandomCrop
 * and RandomHorizontalFlip do it: bilinear with antialias, the shorter side to the size.
 *
 * @param size of the square's side, in pixels
 * @param randomCrop anywhere along the longer side instead of its middle
 * @param flip mirrored half of the times
 */
public record Preprocessing(int size, boolean randomCrop, boolean flip) {
  public Preprocessing {
    if (size < 8 || size > 4096) {
      throw new IllegalArgumentException("pictures are trained at 8 to 4096 pixels, got " + size);
    }
  }

  /** The same, never mirrored. */
  Preprocessing withoutFlip() {
    return new Preprocessing(size, randomCrop, false);
  }

  /**
   * @param box that was chosen for this picture, if any; it goes before every other crop
   * @param place in the order of training, on which the choices depend
   */
  Pixels apply(String name, Decoded picture, Optional<CropBoxes.Box> box, Draws draws, long place) {
    Pixels square = box.isPresent() ? ofBox(name, picture, box.get()) : crop(picture, draws, place);
    boolean mirrored = flip && draws.below(2, Purpose.FLIP, place) == 1;
    return mirrored ? mirror(square) : square;
  }

  private Pixels crop(Decoded picture, Draws draws, long place) {
    Pixels all = resize(picture.pixels());
    int spareX = all.width() - size;
    int spareY = all.height() - size;
    int x = randomCrop ? draws.below(spareX + 1, Purpose.CROP_X, place) : middle(spareX);
    int y = randomCrop ? draws.below(spareY + 1, Purpose.CROP_Y, place) : middle(spareY);
    return cut(all, x, y, size);
  }

  /** The shorter side to the size, the longer rounded down, as torchvision computes it. */
  private Pixels resize(Pixels from) {
    int shorter = Math.min(from.width(), from.height());
    int longer = (int) ((double) size * Math.max(from.width(), from.height()) / shorter);
    boolean wide = from.width() >= from.height();
    return Resampling.BILINEAR.resize(from, wide ? longer : size, wide ? size : longer);
  }

  /** Halves go to the even neighbour, as Python rounds them. */
  private static int middle(int spare) {
    return (int) Math.rint(spare / 2.0);
  }

  private Pixels ofBox(String name, Decoded picture, CropBoxes.Box box) {
    if (box.x() + (long) box.size() > picture.width()
        || box.y() + (long) box.size() > picture.height()) {
      throw new EngineException(
          name
              + " has "
              + picture.width()
              + "x"
              + picture.height()
              + " pixels, but its crop in "
              + CropBoxes.FILE
              + " reaches beyond them. Choose the crop again.");
    }
    // Of a very large picture not every pixel was decoded.
    Pixels from = picture.pixels();
    double share = (double) from.width() / picture.width();
    int side = Math.max(1, (int) Math.round(box.size() * share));
    int x = Math.min((int) Math.round(box.x() * share), from.width() - side);
    int y = Math.min((int) Math.round(box.y() * share), from.height() - side);
    return Resampling.BILINEAR.resize(cut(from, x, y, side), size, size);
  }

  private static Pixels cut(Pixels from, int x, int y, int side) {
    if (x == 0 && y == 0 && from.width() == side && from.height() == side) {
      return from;
    }
    byte[] rgb = new byte[3 * side * side];
    for (int row = 0; row < side; row++) {
      System.arraycopy(
          from.rgb(), 3 * ((y + row) * from.width() + x), rgb, 3 * row * side, 3 * side);
    }
    return new Pixels(side, side, rgb);
  }

  static Pixels mirror(Pixels from) {
    int width = from.width();
    byte[] rgb = new byte[from.rgb().length];
    for (int y = 0; y < from.height(); y++) {
      for (int x = 0; x < width; x++) {
        System.arraycopy(from.rgb(), 3 * (y * width + width - 1 - x), rgb, 3 * (y * width + x), 3);
      }
    }
    return new Pixels(width, from.height(), rgb);
  }
}
