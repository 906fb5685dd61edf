// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import studio.bonsai.engine.MemoryMode;
import studio.bonsai.engine.Pixels;

/** From latents to pixels: pictures, whole or in tiles, and previews of them. */
final class PictureDecoder {
  /** Side of a tile in latent pixels. */
  static final int TILE = 64;

  /** The largest side of a latent that is decoded whole, where memory is not short. */
  private static final int LARGEST_WHOLE = 160;

  private final DiffusionModel model;
  private final MemoryMode memory;

  PictureDecoder(DiffusionModel model, MemoryMode memory) {
    this.model = model;
    this.memory = memory;
  }

  /** The largest side of a latent that is decoded whole. */
  int largestWhole() {
    return memory == MemoryMode.LOW ? TILE : LARGEST_WHOLE;
  }

  /**
   * One picture after the other: a batch of them would need as many times the memory.
   *
   * @param latent [B, C, h, w], float32
   */
  List<Pixels> decode(NDArray latent) {
    List<Pixels> pictures = new ArrayList<>();
    for (long i = 0; i < latent.getShape().get(0); i++) {
      try (NDManager scope = latent.getManager().newSubManager()) {
        NDArray one = latent.get(i + ":" + (i + 1));
        one.attach(scope);
        pictures.add(PictureTensors.toPixels(decodeOne(one)));
      }
    }
    if (memory == MemoryMode.LOW) {
      model.autoencoder().release();
    }
    return pictures;
  }

  private NDArray decodeOne(NDArray latent) {
    CarefulAutoencoder autoencoder = model.autoencoder();
    long side = Math.max(latent.getShape().get(2), latent.getShape().get(3));
    return side > largestWhole()
        ? autoencoder.decodeTiled(latent, TILE)
        : autoencoder.decode(latent);
  }

  /** A small picture of the first latent of a batch, quickly. */
  Pixels preview(NDArray latent) {
    try (NDManager scope = latent.getManager().newSubManager()) {
      NDArray first = latent.get(":1");
      first.attach(scope);
      return PictureTensors.toPixels(model.preview().get().decode(first));
    }
  }
}
