// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.util.Arrays;
import java.util.Locale;

/**
 * How long something took that was done several times.
 *
 * @param name what was done
 * @param first seconds of the first time, with whatever is prepared then
 * @param best seconds of the shortest time after the first
 * @param median seconds
 * @param operations floating-point operations that the direct algorithm needs for it; 0 if nobody
 *     counted
 */
public record Measurement(String name, double first, double best, double median, long operations) {
  /**
   * @param seconds of each time, the first one first; at least two
   */
  public static Measurement of(String name, double[] seconds, long operations) {
    double[] later = Arrays.copyOfRange(seconds, 1, seconds.length);
    Arrays.sort(later);
    return new Measurement(name, seconds[0], later[0], later[later.length / 2], operations);
  }

  /** Billions of operations a second at best; 0 where nobody counted. */
  public double gigaflops() {
    return operations / best / 1e9;
  }

  /** One JSON object in one line. */
  public String json() {
    return String.format(
        Locale.ROOT,
        "{\"name\": \"%s\", \"first\": %.4f, \"best\": %.4f, \"median\": %.4f, \"gigaflops\": %.1f}",
        name,
        first,
        best,
        median,
        gigaflops());
  }
}
