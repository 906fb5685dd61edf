// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.bonsai.engine.PromptStretch;
import studio.bonsai.engine.ReferenceTensors;

class PromptSyntaxTest {
  @Test
  void promptsAreSplitAsTheOriginalDoes() throws IOException {
    JsonNode rows =
        new ObjectMapper().readTree(ReferenceTensors.path("text/prompts.json").toFile());
    assertTrue(rows.size() > 100);
    for (JsonNode row : rows) {
      String prompt = row.get("prompt").asText();
      assertEquals(sections(row.get("sections")), PromptSyntax.parse(prompt), prompt);
    }
  }

  @Test
  void aBreakInsideBracketsBreaksTooAndTheWeightGoesOn() {
    List<List<WeightedText>> expected =
        List.of(List.of(new WeightedText("a", 1.5)), List.of(new WeightedText("b", 1.5)));
    assertEquals(expected, PromptSyntax.parse("(a BREAK b:1.5)"));
  }

  @Test
  void aWeightThatIsNoNumberIsText() {
    assertEquals(
        List.of(List.of(new WeightedText("a:1.2.3", 1.1))), PromptSyntax.parse("(a:1.2.3)"));
  }

  @Test
  void aNegativeWeightIsNoBreak() {
    assertEquals(
        List.of(List.of(new WeightedText("BREAKS", -1))), PromptSyntax.parse("(BREAKS:-1)"));
  }

  @Test
  void weightsBeyondAllMeasureAreRefused() {
    assertRefused("(a:1001)", "weight");
    assertRefused("(a:" + "9".repeat(400) + ")", "weight");
    assertRefused("(".repeat(80) + "a", "weight");
  }

  @Test
  void bracketsBeyondAllMeasureAreRefused() {
    assertRefused("(".repeat(101), "100 deep");
    assertRefused("[".repeat(60) + "(".repeat(41), "100 deep");
  }

  @Test
  void hostilePromptsAreRead() {
    // Each of these would take minutes if a pattern tries again from every position.
    for (String hostile :
        List.of(" ".repeat(500_000), "(:" + "1".repeat(500_000), ": ".repeat(250_000))) {
      assertEquals(1, PromptSyntax.parse(hostile).size());
    }
  }

  private static void assertRefused(String prompt, String word) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> PromptSyntax.parse(prompt));
    assertTrue(error.getMessage().contains(word), error.getMessage());
  }

  private static List<List<WeightedText>> sections(JsonNode json) {
    List<List<WeightedText>> sections = new ArrayList<>();
    for (JsonNode section : json) {
      List<WeightedText> parts = new ArrayList<>();
      section.forEach(
          part -> parts.add(new WeightedText(part.get(0).asText(), part.get(1).asDouble())));
      sections.add(parts);
    }
    return sections;
  }

  @Test
  void everyStretchIsFoundWhereItStands() {
    String prompt = "a (red:1.5) [b\\)] BREAK  c ((d))";
    List<String> found =
        PromptStretch.of(prompt).stream()
            .map(s -> prompt.substring(s.begin(), s.end()) + String.format("=%.2f", s.weight()))
            .toList();
    assertEquals(
        List.of("a =1.00", "red=1.50", " =1.00", "b=0.91", ")=0.91", "c =1.00", "d=1.21"), found);
  }
}
