// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.util.OptionalInt;
import studio.bonsai.engine.GeneratedImage;
import studio.bonsai.engine.GenerationRequest;

/**
 * One request to the engine.
 *
 * @param only the index of the one picture of it that is wanted; empty for all
 */
record Job(GenerationRequest request, OptionalInt only) {
  int pictures() {
    return only.isPresent() ? 1 : request.count();
  }

  boolean keeps(GeneratedImage image) {
    return only.isEmpty() || only.getAsInt() == image.index();
  }
}
