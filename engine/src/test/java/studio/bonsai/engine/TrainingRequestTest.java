// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import studio.bonsai.engine.TrainingRequest.Distillation;

class TrainingRequestTest {
  @Test
  void aPlanOfThePaperIsKnownByItsNameAlone() {
    assertTrue(Distillation.isPlan("tiny"));
    assertTrue(Distillation.isPlan("Base"));
    assertFalse(Distillation.isPlan("./tiny"));
    assertFalse(Distillation.isPlan("sd"));
  }
}
