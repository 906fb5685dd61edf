// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.text;

import java.util.Locale;

/** Sizes of files, in the units that shops and file managers count in: 1 MB is a million bytes. */
public final class Bytes {
  private static final double KILO = 1e3;
  private static final double MEGA = 1e6;
  private static final double GIGA = 1e9;

  private Bytes() {}

  /** What something takes, as in "345 MB" and "1.2 GB". */
  public static String size(long bytes) {
    return in(bytes, "%.0f MB", "%.1f GB");
  }

  /** What grows before the user's eyes, with a digit more. */
  public static String progress(long bytes) {
    return in(bytes, "%.1f MB", "%.2f GB");
  }

  private static String in(long bytes, String mega, String giga) {
    Locale locale = Locale.getDefault();
    if (bytes < MEGA) {
      return String.format(locale, "%.0f kB", bytes / KILO);
    }
    return bytes < GIGA
        ? String.format(locale, mega, bytes / MEGA)
        : String.format(locale, giga, bytes / GIGA);
  }
}
