// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.jobs;

import java.util.Locale;

/** Words for failures that nobody foresaw: their traces go to the log, never to the user. */
public final class UnexpectedFailure {
  private UnexpectedFailure() {}

  /** A sentence with what to do. */
  public static String sentence(Throwable failure) {
    return isOutOfMemory(failure)
        ? "The memory is full: choose a smaller size or batch, or close other programs, and try"
            + " again."
        : "Something unexpected went wrong. Try again; if it stays so, report the problem from"
            + " Settings, with the log.";
  }

  private static boolean isOutOfMemory(Throwable failure) {
    return failure instanceof OutOfMemoryError
        || String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("out of memory")
        || String.valueOf(failure.getMessage()).contains("can't allocate memory");
  }
}
