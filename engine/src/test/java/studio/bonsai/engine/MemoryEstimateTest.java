// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MemoryEstimateTest {
  private static final long GIGA = 1_000_000_000L;

  private final MemoryEstimate estimate = new MemoryEstimate(GIGA, 5 * GIGA, 3 * GIGA, 6 * GIGA);
  private final GenerationRequest request = GenerationRequest.of("a fox");

  @Test
  void takesWhatFits() {
    assertDoesNotThrow(() -> estimate.check(6 * GIGA, request, MemoryMode.FAST));
  }

  @Test
  void refusesWithBothFiguresAndAdvice() {
    String message = refusal(request.toBuilder().count(4).batch(4).build(), MemoryMode.BALANCED);
    assertTrue(message.contains("6.0 GB"), message);
    assertTrue(message.contains("2.0 GB"), message);
    assertTrue(message.contains("a smaller batch"), message);
    assertTrue(message.contains("--memory low"), message);
  }

  @Test
  void advisesOnlyWhatHelps() {
    String message = refusal(request, MemoryMode.LOW);
    assertFalse(message.contains("batch"), message);
    assertFalse(message.contains("--memory low"), message);
  }

  private String refusal(GenerationRequest refused, MemoryMode mode) {
    return assertThrows(EngineException.class, () -> estimate.check(2 * GIGA, refused, mode))
        .getMessage();
  }
}
