// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import studio.bonsai.engine.kernels.WeightLayout;

/** What to give up when memory and time pull apart. */
public enum MemoryMode {
  /** Parts of the model are let go of as soon as they have spoken; large pictures are tiled. */
  LOW(WeightLayout.COMPACT),
  /** What diffusers keeps is kept. */
  BALANCED(WeightLayout.BALANCED),
  /** Weights are also kept in a second, faster layout. */
  FAST(WeightLayout.FAST);

  private final WeightLayout layout;

  MemoryMode(WeightLayout layout) {
    this.layout = layout;
  }

  /** How the networks keep their weights on the CPU. */
  WeightLayout layout() {
    return layout;
  }
}
