// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

import java.time.Duration;
import studio.bonsai.app.text.Texts;

/** Times in words, as coarse as they are known. */
final class GridTimes {
  private GridTimes() {}

  static String words(Texts texts, Duration time) {
    long seconds = Math.max(1, time.toSeconds());
    if (seconds < 90) {
      return texts.get("seconds", seconds);
    }
    long minutes = Math.round(seconds / 60.0);
    return minutes < 90
        ? texts.get("minutes", minutes)
        : texts.get("hours", Math.round(minutes / 6.0) / 10.0);
  }
}
