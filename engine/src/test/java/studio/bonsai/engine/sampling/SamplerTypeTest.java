// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SamplerTypeTest {
  @ParameterizedTest
  @CsvSource({
    "pndm, PNDM",
    "PLMS, PNDM",
    "Euler a, EULER_ANCESTRAL",
    "euler-ancestral, EULER_ANCESTRAL",
    "DPM++ 2M SDE, DPMPP_2M_SDE",
    "dpm++2m, DPMPP_2M",
    "UniPCMultistepScheduler, UNIPC"
  })
  void isFoundByAnyOfItsNames(String name, SamplerType expected) {
    assertEquals(expected, SamplerType.named(name));
  }

  @ParameterizedTest
  @EnumSource
  void namesLeadBackToTheSampler(SamplerType type) {
    assertEquals(type, SamplerType.named(type.cliName()));
    assertEquals(type, SamplerType.named(type.label()));
  }

  @Test
  void unknownNameIsToldWithTheKnownOnes() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> SamplerType.named("magic")).getMessage();
    assertTrue(message.contains("\"magic\"") && message.contains("pndm, ddim, euler"), message);
  }
}
