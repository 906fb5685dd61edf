// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.PictureFiles.Memory;
import studio.bonsai.engine.Variation;

class DifferenceTest {
  private static final GenerationRequest REQUEST =
      GenerationRequest.builder("a tree").seed(7).steps(20).guidanceScale(7.5).build();

  private static Memory memory(GenerationRequest request) {
    return new Memory(64, 64, Optional.of(request), Optional.empty(), Optional.of("Tiny"));
  }

  private static List<String> names(Memory first, Memory second) {
    return Difference.between(first, second, Texts.of(Difference.class)).stream()
        .map(Difference::name)
        .toList();
  }

  @Test
  void theSameSettingsDifferInNothing() {
    assertEquals(List.of(), names(memory(REQUEST), memory(REQUEST)));
  }

  @Test
  void onlyWhatDiffersIsListed() {
    GenerationRequest other = REQUEST.toBuilder().steps(30).guidanceScale(8).build();
    List<Difference> differences =
        Difference.between(memory(REQUEST), memory(other), Texts.of(Difference.class));
    assertEquals(2, differences.size());
    assertEquals("20", differences.get(0).first());
    assertEquals("30", differences.get(0).second());
    assertEquals("7.5", differences.get(1).first());
    assertEquals("8", differences.get(1).second());
  }

  @Test
  void whatOnlyOneHasIsListed() {
    GenerationRequest varied = REQUEST.toBuilder().variation(new Variation(3, 0.1)).build();
    assertEquals(1, names(memory(REQUEST), memory(varied)).size());
    assertEquals(1, names(memory(varied), memory(REQUEST)).size());
  }

  @Test
  void aPictureThatRemembersNothingHasASize() {
    Memory stranger = new Memory(32, 64, Optional.empty(), Optional.empty(), Optional.empty());
    List<Difference> differences =
        Difference.between(memory(REQUEST), stranger, Texts.of(Difference.class));
    assertTrue(differences.contains(new Difference("Size", "64 × 64", "32 × 64")));
  }
}
