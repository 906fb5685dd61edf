// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import java.util.function.LongConsumer;
import studio.bonsai.engine.CancelToken;

/**
 * What the one who wants tensors written has to say meanwhile, and to hear.
 *
 * @param cancel asked between tensors
 * @param bytes hears after each tensor how many bytes it took
 */
public record Writing(CancelToken cancel, LongConsumer bytes) {
  /** Nobody waits. */
  static Writing unwatched() {
    return new Writing(CancelToken.none(), bytes -> {});
  }
}
