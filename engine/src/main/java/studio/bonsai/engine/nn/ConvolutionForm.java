// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.nn;

import studio.bonsai.engine.kernels.WeightLayout;

/**
 * How a 3x3 convolution is computed on the CPU. Winograd's minimal filtering (Lavin and Gray 2015,
 * arXiv 1509.09308) makes m x m pixels of (m + 2) x (m + 2) products instead of 9 m x m: a quarter
 * for m = 4, but with weights four times as large. The table was measured; see the performance page
 * of the guide.
 */
enum ConvolutionForm {
  /** oneDNN's own algorithm over weights in its own order. */
  DIRECT(0),
  /** 2.25 times fewer products, weights 1.8 times as large: for few pixels. */
  WINOGRAD_2(4),
  /** 4 times fewer products, weights 4 times as large. */
  WINOGRAD_4(6),
  /**
   * 4 times fewer products, weights as large as the stored ones: over pixels that all stand there
   * twice. In one direction, with s = w0 + w1 + w2, the two pixels that come of x[i] are s x[i] +
   * w0 (x[i-1] - x[i]) and s x[i] + w2 (x[i+1] - x[i]): three products instead of six.
   */
  DOUBLED(3);

  /** Below this the passes over the tiles cost more than the products they save. */
  private static final long LEAST_MACS = 64_000_000;

  private static final int LEAST_CHANNELS = 32;

  /** With as many tiles the weights are transformed in a tenth of the convolution's own time. */
  private static final long TILES_THAT_PAY_ANEW = 256;

  private static final long FEW_WEIGHTS_TILES = 128;
  private static final long FEW_WEIGHTS_SMALL_TILES = 64;
  private static final long LEAST_TILES = 32;

  private final int tile;

  ConvolutionForm(int tile) {
    this.tile = tile;
  }

  /** Side of the transformed tile; 0 without one. */
  int tile() {
    return tile;
  }

  static ConvolutionForm choose(long in, long out, WorkSize size, WeightLayout layout) {
    if (Math.min(in, out) < LEAST_CHANNELS || 9 * in * out * size.pixels() < LEAST_MACS) {
      return DIRECT;
    }
    if (size.doubled() && layout != WeightLayout.AS_STORED) {
      return DOUBLED;
    }
    long tiles = size.tiles(4);
    long least =
        switch (layout) {
          case AS_STORED -> Long.MAX_VALUE;
          case COMPACT -> TILES_THAT_PAY_ANEW;
          case BALANCED -> FEW_WEIGHTS_TILES;
          case FAST -> LEAST_TILES;
        };
    if (tiles >= least) {
      return WINOGRAD_4;
    }
    long leastSmall =
        switch (layout) {
          case AS_STORED, COMPACT -> Long.MAX_VALUE;
          case BALANCED -> FEW_WEIGHTS_SMALL_TILES;
          case FAST -> LEAST_TILES;
        };
    return size.tiles(2) >= leastSmall ? WINOGRAD_2 : DIRECT;
  }

  /**
   * How many numbers a 3x3 convolution of stride 1 keeps in memory beyond those that are stored.
   *
   * @param in channels
   * @param out channels
   */
  static long beyondStored(long in, long out, WorkSize size, WeightLayout layout) {
    ConvolutionForm form = choose(in, out, size, layout);
    return form == DIRECT || form.isPassing(layout)
        ? 0
        : ((long) form.tile * form.tile - 9) * in * out;
  }

  /** Whether the weights are so quickly transformed that keeping them would waste memory. */
  boolean isPassing(WeightLayout layout) {
    return (this == WINOGRAD_2 || this == WINOGRAD_4) && layout == WeightLayout.COMPACT;
  }
}
