// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The rule of torch.amp.GradScaler: half at an overflow, twice after 2000 good steps. */
class LossScaleTest {
  @Test
  void halvesAtAnOverflowAndDoublesAfterLongPeace() {
    LossScale scale = new LossScale(true);
    assertEquals(65536, scale.value());
    scale.after(true);
    assertEquals(32768, scale.value());
    for (int i = 0; i < 1999; i++) {
      scale.after(false);
    }
    assertEquals(32768, scale.value());
    scale.after(false);
    assertEquals(65536, scale.value());
  }

  @Test
  void anOverflowBeginsThePeaceAnew() {
    LossScale scale = new LossScale(true);
    scale.restore(1024, 1999);
    scale.after(true);
    scale.after(false);
    assertEquals(512, scale.value());
    assertEquals(1, scale.good());
  }

  @Test
  void staysAtOneInFloat32() {
    LossScale scale = new LossScale(false);
    for (int i = 0; i < 5000; i++) {
      scale.after(false);
    }
    assertEquals(1, scale.value());
  }

  @Test
  void isExhaustedWhenNothingIsLeftToHalve() {
    LossScale scale = new LossScale(true);
    for (int i = 0; i < 16; i++) {
      scale.after(true);
    }
    assertFalse(scale.isExhausted());
    scale.after(true);
    assertTrue(scale.isExhausted());
  }
}
