// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

/** What to give up when memory and time pull apart. */
public enum MemoryMode {
  /** Parts of the model are let go of as soon as they have spoken; large pictures are tiled. */
  LOW,
  /** What diffusers keeps is kept. */
  BALANCED,
  /** Weights are also kept in a second, faster layout. */
  FAST
}
