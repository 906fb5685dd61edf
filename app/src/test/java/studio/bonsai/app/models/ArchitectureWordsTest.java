// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import studio.bonsai.app.text.Texts;

class ArchitectureWordsTest {
  private static final Texts GERMAN = Texts.of(ArchitectureWords.class, Locale.GERMAN);
  private static final Texts ENGLISH = Texts.of(ArchitectureWords.class, Locale.ENGLISH);

  @Test
  void namesStayAndWordsAreTheUsers() {
    assertEquals("Ganzes U-Net, schmal", ArchitectureWords.of("Full U-Net, small widths", GERMAN));
    assertEquals(
        "BK-SDM Tiny von Stable Diffusion v1",
        ArchitectureWords.of("BK-SDM Tiny of Stable Diffusion v1", GERMAN));
  }

  @Test
  void englishStaysAsItIs() {
    String engines = "Custom U-Net of Stable Diffusion v2, inpainting";
    assertEquals(engines, ArchitectureWords.of(engines, ENGLISH));
  }
}
