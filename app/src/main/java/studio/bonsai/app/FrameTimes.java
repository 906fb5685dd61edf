// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app;

import java.util.Arrays;
import java.util.Locale;

/** How long frames took, in nanoseconds; of very many, the last ones. */
final class FrameTimes {
  private static final int MOST = 1 << 18;
  private static final double NANOS_A_MS = 1e6;

  private final long[] times = new long[MOST];
  private int count;

  void add(long nanos) {
    times[count++ % MOST] = nanos;
  }

  int count() {
    return count;
  }

  /**
   * The time that a share of the frames stayed within.
   *
   * @param share 0 to 1
   * @return in milliseconds; 0 when there were no frames
   */
  double quantile(double share) {
    long[] sorted = Arrays.copyOf(times, Math.min(count, MOST));
    Arrays.sort(sorted);
    int last = sorted.length - 1;
    return last < 0 ? 0 : sorted[(int) Math.ceil(share * last)] / NANOS_A_MS;
  }

  double longest() {
    return quantile(1);
  }

  /** Median, 99th percentile and longest, in milliseconds. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "median %.1f ms, p99 %.1f ms, max %.1f ms",
        quantile(0.5),
        quantile(0.99),
        longest());
  }
}
