// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BytesTest {
  private final Locale before = Locale.getDefault();

  @BeforeEach
  void speakGerman() {
    Locale.setDefault(Locale.GERMANY);
  }

  @AfterEach
  void speakAsBefore() {
    Locale.setDefault(before);
  }

  @Test
  void aSizeHasAUnitThatFitsItAndTheUsersComma() {
    assertEquals(
        List.of("12 kB", "346 MB", "1,2 GB"),
        List.of(Bytes.size(12_345), Bytes.size(345_678_901), Bytes.size(1_234_567_890)));
  }

  @Test
  void whatGrowsHasADigitMore() {
    assertEquals(
        List.of("345,7 MB", "1,23 GB"),
        List.of(Bytes.progress(345_678_901), Bytes.progress(1_234_567_890)));
  }
}
