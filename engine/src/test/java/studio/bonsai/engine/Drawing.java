// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.util.ArrayList;
import java.util.List;
import studio.bonsai.engine.GenerationEvent.PictureFinished;

/** Gathers what an engine hands over one by one. */
final class Drawing {
  private Drawing() {}

  /** All pictures of a request, in order. */
  static List<GeneratedImage> pictures(Engine engine, GenerationRequest request) {
    List<GeneratedImage> images = new ArrayList<>();
    engine.generate(
        request,
        event -> {
          if (event instanceof PictureFinished finished) {
            images.add(finished.image());
          }
        },
        CancelToken.none());
    return images;
  }
}
