// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.time.Duration;
import java.util.Locale;

/** Large numbers as people read them. */
final class Quantities {
  private static final String[] PREFIXES = {"", "k", "M", "G", "T", "P"};

  private Quantities() {}

  /** Three digits and a decimal prefix: 859.5 M, 17.7 M, 420. */
  static String count(long number) {
    double value = number;
    int prefix = 0;
    while (value >= 999.5 && prefix < PREFIXES.length - 1) {
      value /= 1000;
      prefix++;
    }
    if (prefix == 0) {
      return Long.toString(number);
    }
    String format = value < 99.95 ? "%.1f %s" : "%.0f %s";
    return String.format(Locale.ROOT, format, value, PREFIXES[prefix]);
  }

  static String bytes(long number) {
    String count = count(number);
    return count.contains(" ") ? count + "B" : count + " B";
  }

  /** 0.4 s, 12 s, 3 min 20 s, 2 h 5 min. */
  static String time(Duration duration) {
    double seconds = Math.max(0, duration.toMillis() / 1000.0);
    if (seconds < 9.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    if (whole < 3600) {
      return whole / 60 + " min " + whole % 60 + " s";
    }
    return whole / 3600 + " h " + whole % 3600 / 60 + " min";
  }
}
