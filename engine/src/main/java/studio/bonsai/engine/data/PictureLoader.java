// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data;

import java.util.List;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.data.Draws.Purpose;
import studio.bonsai.engine.picture.PictureDecoder;

/** Makes one picture of the data ready for the network. Safe for many threads. */
final class PictureLoader {
  private final CaptionedPictures pictures;
  private final Preprocessing preprocessing;
  private final CropBoxes crops;
  private final Draws draws;

  /** A picture and the caption that was drawn for it. */
  record Loaded(Pixels square, String caption) {}

  PictureLoader(
      CaptionedPictures pictures, Preprocessing preprocessing, CropBoxes crops, long seed) {
    this.pictures = pictures;
    this.preprocessing = preprocessing;
    this.crops = crops;
    this.draws = new Draws(seed);
  }

  /**
   * @param place in the order of training
   * @throws EngineException when the picture cannot be used, and why
   */
  Loaded load(int index, long place) {
    String name = pictures.name(index);
    List<String> captions = pictures.captions(index);
    String caption =
        captions.isEmpty()
            ? ""
            : captions.get(draws.below(captions.size(), Purpose.CAPTION, place));
    try {
      Pixels square =
          preprocessing.apply(
              name,
              PictureDecoder.decode(name, pictures.bytes(index), 2 * preprocessing.size()),
              crops.find(name),
              draws,
              place);
      return new Loaded(square, caption);
    } catch (OutOfMemoryError e) {
      throw new EngineException(name + " needs more memory than there is; save it smaller.", e);
    }
  }
}
