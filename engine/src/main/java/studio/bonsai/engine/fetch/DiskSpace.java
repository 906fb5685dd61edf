// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.fetch;

import java.nio.file.Path;
import java.util.Locale;
import studio.bonsai.engine.EngineException;

/** Room for what is to come, asked for before it comes. */
public final class DiskSpace {
  private static final double GIGA = 1e9;

  private DiskSpace() {}

  /**
   * @param what needs it, to begin a sentence with
   * @param usable bytes free on the disk
   * @throws EngineException when there is too little
   */
  public static void check(String what, Path folder, long needed, long usable) {
    if (needed > usable) {
      throw new EngineException(
          String.format(
              Locale.ROOT,
              "%s needs %.1f GB in %s, and %.1f GB are free: make room, or choose another place"
                  + " with -Dbonsai.data=FOLDER in BONSAI_JAVA_OPTIONS.",
              what,
              needed / GIGA,
              folder,
              usable / GIGA));
    }
  }
}
