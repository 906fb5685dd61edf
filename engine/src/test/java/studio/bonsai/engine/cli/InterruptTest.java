// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterruptTest {
  private final List<Integer> left = new ArrayList<>();
  private final Interrupt interrupt = new Interrupt(Duration.ZERO, left::add);

  @Test
  void aJobThatEndsIsLeftToEnd() {
    interrupt.finished();
    interrupt.stopAndWait();
    assertTrue(interrupt.token().isCancelled());
    assertEquals(List.of(), left);
  }

  @Test
  void aJobThatDoesNotEndIsLeftBehind() {
    interrupt.stopAndWait();
    assertTrue(interrupt.token().isCancelled());
    assertEquals(List.of(130), left);
  }
}
