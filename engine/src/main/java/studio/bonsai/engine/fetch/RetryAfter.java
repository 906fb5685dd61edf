// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.fetch;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The header by which a server asks to be left alone: RFC 9110, section 10.2.3. */
final class RetryAfter {
  private RetryAfter() {}

  /** From seconds or a date; empty for anything else. */
  static Optional<Duration> parse(String text) {
    return parse(text, ZonedDateTime.now(ZoneOffset.UTC));
  }

  static Optional<Duration> parse(String text, ZonedDateTime now) {
    String clean = text.strip();
    if (clean.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(clean)));
    }
    try {
      Duration wait =
          Duration.between(now, ZonedDateTime.parse(clean, DateTimeFormatter.RFC_1123_DATE_TIME));
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** As "in 90 seconds" or "in 5 minutes". */
  static String words(Duration wait) {
    long seconds = Math.max(1, wait.toSeconds());
    return seconds < 120 ? "in " + seconds + " seconds" : "in " + (seconds + 59) / 60 + " minutes";
  }
}
