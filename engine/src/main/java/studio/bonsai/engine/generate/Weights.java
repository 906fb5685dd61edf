// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

/** How many numbers each network of a model holds. */
record Weights(long text, long unet, long autoencoder) {
  long total() {
    return text + unet + autoencoder;
  }
}
