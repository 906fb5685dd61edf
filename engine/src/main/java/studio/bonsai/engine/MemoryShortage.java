// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

/**
 * That a request asks for more memory than there is.
 *
 * @param needed about so many bytes, at the worst moment
 * @param attainable bytes, were all else let go that this program holds
 */
public record MemoryShortage(long needed, long attainable) {
  public MemoryShortage {
    if (attainable < 0 || needed <= attainable) {
      throw new IllegalArgumentException(needed + " of " + attainable + " bytes is no shortage");
    }
  }
}
