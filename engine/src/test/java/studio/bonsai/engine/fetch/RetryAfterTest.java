// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
  private static final ZonedDateTime NOON =
      ZonedDateTime.of(2026, 11, 24, 12, 0, 0, 0, ZoneOffset.UTC);

  @Test
  void secondsAndDatesAreRead() {
    assertEquals(Optional.of(Duration.ofSeconds(125)), RetryAfter.parse(" 125 ", NOON));
    assertEquals(
        Optional.of(Duration.ofMinutes(5)),
        RetryAfter.parse("Tue, 24 Nov 2026 12:05:00 GMT", NOON));
    assertEquals(
        Optional.of(Duration.ZERO), RetryAfter.parse("Tue, 24 Nov 2026 11:00:00 GMT", NOON));
  }

  @Test
  void anythingElseIsIgnored() {
    assertEquals(Optional.empty(), RetryAfter.parse("-3", NOON));
    assertEquals(Optional.empty(), RetryAfter.parse("soon", NOON));
  }

  @Test
  void waitsAreSaidInWords() {
    assertEquals("in 1 seconds", RetryAfter.words(Duration.ZERO));
    assertEquals("in 90 seconds", RetryAfter.words(Duration.ofSeconds(90)));
    assertEquals("in 6 minutes", RetryAfter.words(Duration.ofSeconds(301)));
  }
}
