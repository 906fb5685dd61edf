// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.unet;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.function.Function;
import studio.bonsai.engine.kernels.Recording;

/** A layer as gradient checkpointing sees it: inputs, and one result. */
final class Segment {
  private Segment() {}

  /**
   * Computes a layer, and once more for its gradients where the recording spares memory.
   *
   * @param inputs stay open
   */
  static NDArray of(Function<List<NDArray>, NDArray> layer, NDArray... inputs) {
    return Recording.segment(List.of(inputs), in -> List.of(layer.apply(in))).get(0);
  }
}
