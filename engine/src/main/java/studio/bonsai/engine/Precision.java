// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

/** The number format of weights and activations. */
public enum Precision {
  FLOAT32,
  FLOAT16
}
