// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FrameTimesTest {
  private final FrameTimes times = new FrameTimes();

  @Test
  void withoutFramesThereIsNothingToTell() {
    assertEquals("median 0.0 ms, p99 0.0 ms, max 0.0 ms", times.toString());
  }

  @Test
  void tellsOfTheMiddleAndOfTheWorst() {
    for (int ms = 100; ms >= 0; ms--) {
      times.add(ms * 1_000_000L);
    }
    assertEquals(101, times.count());
    assertEquals("median 50.0 ms, p99 99.0 ms, max 100.0 ms", times.toString());
  }
}
