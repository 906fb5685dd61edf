// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.unet;

import ai.djl.ndarray.NDArray;
import java.util.HashMap;
import java.util.Map;
import studio.bonsai.engine.kernels.Recording;
import studio.bonsai.engine.nn.SpatialTransformer;

/**
 * A text as a U-Net's transformers read it: each layer's keys and values, computed when the layer
 * first asks and kept for every later step.
 */
public final class TextContext implements AutoCloseable {
  private final NDArray text;
  private final Map<SpatialTransformer, NDArray> read = new HashMap<>();

  /**
   * @param text [B, T, width]; stays open, and its manager owns what is computed
   */
  public TextContext(NDArray text) {
    this.text = text;
  }

  NDArray of(SpatialTransformer layer) {
    return read.computeIfAbsent(layer, l -> Recording.cut(l.keysAndValues(text)));
  }

  long batch() {
    return text.getShape().get(0);
  }

  @Override
  public void close() {
    read.values().forEach(NDArray::close);
    read.clear();
  }
}
