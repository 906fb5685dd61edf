// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.jobs;

import java.util.Locale;
import studio.bonsai.app.text.Texts;

/** Words for failures that nobody foresaw: their traces go to the log, never to the user. */
public final class UnexpectedFailure {
  private UnexpectedFailure() {}

  /** A sentence with what to do. */
  public static String sentence(Throwable failure) {
    return Texts.of(UnexpectedFailure.class)
        .get(isOutOfMemory(failure) ? "failure.memory" : "failure.unforeseen");
  }

  private static boolean isOutOfMemory(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return failure instanceof OutOfMemoryError
        || message.contains("out of memory")
        || message.contains("can't allocate memory");
  }
}
