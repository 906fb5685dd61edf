// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransferPaceTest {
  private static final long SECOND = 1_000_000_000L;

  private long now;
  private final TransferPace pace = new TransferPace(() -> now);

  private boolean note(double seconds, long done) {
    now = (long) (seconds * SECOND);
    return pace.note(done);
  }

  @Test
  void nothingIsKnownAtFirst() {
    note(0, 0);
    assertEquals(0, pace.bytesPerSecond());
    assertEquals(Optional.empty(), pace.left(100));
  }

  @Test
  void paceAndTimeLeftComeFromTheLastSeconds() {
    for (int i = 0; i <= 30; i++) {
      note(i, i < 20 ? i * 1000L : 20_000 + (i - 20) * 500L);
    }
    assertEquals(500, pace.bytesPerSecond(), 1);
    assertEquals(Optional.of(Duration.ofSeconds(2)), pace.left(1000));
  }

  @Test
  void manyBlocksAreToldSeldom() {
    assertTrue(note(0, 0));
    assertFalse(note(0.1, 10));
    assertTrue(note(0.3, 20));
  }

  @Test
  void aPauseDoesNotCount() {
    note(0, 0);
    note(1, 1000);
    pace.pause();
    note(100, 1000);
    note(101, 2000);
    assertEquals(1000, pace.bytesPerSecond(), 1);
  }
}
