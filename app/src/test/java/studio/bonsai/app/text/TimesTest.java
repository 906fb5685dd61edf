// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
  @ParameterizedTest
  @CsvSource({
    "PT0S, 1 s",
    "PT1.4S, 1 s",
    "PT89S, 89 s",
    "PT90S, 2 min",
    "PT20M29S, 20 min",
    "PT89M29S, 89 min",
    "PT89M30S, 1 h 30 min",
    "PT25H, 25 h 0 min"
  })
  void aTimeIsAsCoarseAsItIsLong(Duration time, String words) {
    assertEquals(words, Times.words(time, Texts.of(Times.class, Locale.ENGLISH)));
  }
}
