// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WeightEditTest {
  /** Bars stand for the ends of the selection. */
  private static String changed(String marked, double by) {
    int begin = marked.indexOf('|');
    int end = marked.lastIndexOf('|');
    String text = marked.replace("|", "");
    WeightEdit after = new WeightEdit(text, begin, begin == end ? begin : end - 1).changed(by);
    String tail = after.text().substring(after.end());
    return after.text().substring(0, after.begin())
        + "|"
        + after.text().substring(after.begin(), after.end())
        + "|"
        + tail;
  }

  @Test
  void theWordAtTheCaretIsWeighed() {
    assertEquals("a (|red|:1.1) apple", changed("a r|ed apple", WeightEdit.STEP));
    assertEquals("a (|red|:0.9) apple", changed("a red| apple", -WeightEdit.STEP));
  }

  @Test
  void theSelectionIsWeighedWithoutTheSpaceRoundIt() {
    assertEquals("a (|red apple|:1.1) there", changed("a| red apple |there", WeightEdit.STEP));
  }

  @Test
  void aWeightMovesOnAndGoesAtOne() {
    assertEquals("(|red|:1.2) x", changed("(|red|:1.1) x", WeightEdit.STEP));
    assertEquals("|red| x", changed("(|red|:1.1) x", -WeightEdit.STEP));
    assertEquals("(|red|:1.2) x", changed("(|red|) x", WeightEdit.STEP));
  }

  @Test
  void theBracketsRoundTheCaretAreWeighed() {
    assertEquals("a (|red apple|:1.3)", changed("a (red ap|ple:1.2)", WeightEdit.STEP));
    assertEquals("a (|red apple|:1.3) b", changed("a (red apple:1.|2) b", WeightEdit.STEP));
  }

  @Test
  void aWeightNeverGetsBelowNothing() {
    assertEquals("(|red|:0.0)", changed("(|red|:0.1)", -2 * WeightEdit.STEP));
  }

  @Test
  void whereNoWordIsNothingHappens() {
    assertEquals("a,||  b", changed("a,|  b", WeightEdit.STEP).replace("| ", "| "));
    assertEquals("||", changed("|", WeightEdit.STEP));
  }
}
