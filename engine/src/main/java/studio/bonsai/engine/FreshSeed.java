// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.util.concurrent.ThreadLocalRandom;

/** Seeds for those who want none in particular: short enough to be read out and typed. */
public final class FreshSeed {
  private static final long LIMIT = 1L << 32;

  private FreshSeed() {}

  /** Any from 0 to 2^32 - 1. */
  public static long draw() {
    return ThreadLocalRandom.current().nextLong(LIMIT);
  }
}
