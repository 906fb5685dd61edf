// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.unet;

import java.util.ArrayDeque;
import java.util.Deque;
import studio.bonsai.engine.nn.Downsample;
import studio.bonsai.engine.nn.ResnetBlock;
import studio.bonsai.engine.nn.SpatialTransformer;
import studio.bonsai.engine.nn.Upsample;

/**
 * Adds up on a walk through the network what a pass costs: multiply-accumulate operations of one
 * picture, and the weights that it keeps in a larger form.
 */
final class Cost {
  private record Size(int height, int width) {}

  private final int batch;
  private final int tokens;
  private final Deque<Size> larger = new ArrayDeque<>();
  private Size size;
  private long total;
  private long attention;
  private long keptBeyondStored;

  Cost(int batch, int height, int width, int tokens) {
    this.size = new Size(height, width);
    this.batch = batch;
    this.tokens = tokens;
  }

  void halve() {
    larger.push(size);
    size = new Size((size.height + 1) / 2, (size.width + 1) / 2);
  }

  void twice() {
    size = larger.pop();
  }

  void add(long operations) {
    total += operations;
  }

  void add(ResnetBlock layer) {
    total += layer.macs(size.height, size.width);
    keptBeyondStored += layer.keptBeyondStored(batch, size.height, size.width);
  }

  void add(SpatialTransformer layer) {
    total += layer.macs(size.height, size.width, tokens);
    attention += layer.attentionMacs(size.height, size.width, tokens);
  }

  void add(Downsample layer) {
    total += layer.macs(size.height, size.width);
  }

  void add(Upsample layer) {
    total += layer.macs(size.height, size.width);
    keptBeyondStored += layer.keptBeyondStored(batch, size.height, size.width);
  }

  long total() {
    return total;
  }

  long attention() {
    return attention;
  }

  long keptBeyondStored() {
    return keptBeyondStored;
  }
}
