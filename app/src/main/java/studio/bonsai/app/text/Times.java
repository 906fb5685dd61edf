// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.text;

import java.time.Duration;

/** How long something takes, as coarse as it is known. */
public final class Times {
  private static final int MINUTE = 60;

  /** Up to one and a half of the larger unit the smaller one says more. */
  private static final int FINE = 90;

  private Times() {}

  /** As in "40 s", "3 min" and "1 h 20 min"; less than a second is one. */
  public static String words(Duration time) {
    return words(time, Texts.of(Times.class));
  }

  static String words(Duration time, Texts texts) {
    long seconds = Math.max(1, Math.round(time.toMillis() / 1000.0));
    if (seconds < FINE) {
      return texts.get("time.seconds", seconds);
    }
    long minutes = Math.round((double) seconds / MINUTE);
    if (minutes < FINE) {
      return texts.get("time.minutes", minutes);
    }
    return texts.get("time.hours", minutes / MINUTE, minutes % MINUTE);
  }
}
