// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.bonsai.app.generate.Pictures;
import studio.bonsai.app.models.InstalledModel;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.GenerationRequest;

class AxisParserTest {
  static final InstalledModel TINY = model("Tiny");
  static final InstalledModel SMALL = model("Small");
  static final InstalledModel BROKEN =
      new InstalledModel(
          "Broken", Path.of("broken"), Optional.empty(), Optional.of("Broken has no U-Net."));

  private final AxisParser parser =
      new AxisParser(
          new GridBase(
              TINY, GenerationRequest.builder("a red tree").negativePrompt("rain").build()),
          List.of(TINY, SMALL, BROKEN),
          Texts.of(AxisParser.class));

  private static InstalledModel model(String name) {
    return new InstalledModel(
        name,
        Path.of(name),
        Optional.of(
            new InstalledModel.Facts(
                "toy", 1, 1, "float32", Pictures.DEFAULTS, List.of("pndm", "ddim"))),
        Optional.empty());
  }

  private List<String> values(AxisKind kind, String typed) {
    return parser.parse(kind, typed).values();
  }

  private String problem(AxisKind kind, String typed) {
    return assertThrows(IllegalArgumentException.class, () -> parser.parse(kind, typed))
        .getMessage();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7, 9, 11|7,9,11",
        "1-5|1,2,3,4,5",
        "5-1|5,4,3,2,1",
        "1-10 (+3)|1,4,7,10",
        "1-10(3)|1,4,7,10",
        "10-1 (-4)|10,6,2",
        "1-10 [5]|1,3,5,7,10",
        "1-4 [4]|1,2,3,4",
        "20 [1]|",
        "4-9 [1]|4",
        "1-2, 8, 20-30 (+10)|1,2,8,20,30",
        " 3 ,, 3, 4 |3,4"
      })
  void wholeNumbersAreListedOrRanges(String typed, String wanted) {
    if (wanted == null) {
      assertTrue(problem(AxisKind.STEPS, typed).contains(typed));
    } else {
      assertEquals(wanted, String.join(",", values(AxisKind.STEPS, typed)));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3, 5, 7.50|3,5,7.5",
        "1-3 (+0.5)|1,1.5,2,2.5,3",
        "0-1 [5]|0,0.25,0.5,0.75,1",
        "0.1-0.35 (+.1)|0.1,0.2,0.3",
        "10-12|10,11,12"
      })
  void decimalsAreListedOrRanges(String typed, String wanted) {
    assertEquals(wanted, String.join(",", values(AxisKind.GUIDANCE, typed)));
  }

  @Test
  void seedsMayBeNegative() {
    assertEquals(List.of("-3", "-2", "-1"), values(AxisKind.SEED, "-3--1"));
  }

  @Test
  void whatIsNoNumberIsNamed() {
    assertTrue(problem(AxisKind.STEPS, "4, many").contains("\"many\""));
    assertTrue(problem(AxisKind.STEPS, "4.5").contains("whole"));
    assertTrue(problem(AxisKind.STEPS, "0-5").contains("1 to 1000"));
    assertTrue(problem(AxisKind.GUIDANCE, "101").contains("0 to 100"));
    assertTrue(problem(AxisKind.STEPS, "1-5 (-1)").contains("the other way"));
    assertTrue(problem(AxisKind.STEPS, "1-5 (0)").contains("the other way"));
    assertTrue(problem(AxisKind.STEPS, "1-5 [0]").contains("at least one"));
    assertTrue(problem(AxisKind.SEED, "1-9000000000000").contains("100"));
    assertTrue(problem(AxisKind.STEPS, "  ").contains("Type the values"));
    assertTrue(problem(AxisKind.STEPS, ",").contains("Type the values"));
  }

  @Test
  void wordsMayHoldCommasInQuotes() {
    assertEquals(
        List.of("red", "blue, dark", "a \"b\""),
        values(AxisKind.PROMPT, "red, \"blue, dark\", \"a \"\"b\"\"\""));
    List<String> words = List.of("x", "a, b", "\"q\"");
    assertEquals(words, WordList.parse(WordList.write(words)));
  }

  @Test
  void theFirstWordMustBeInThePrompt() {
    assertEquals(List.of("rain", "snow"), values(AxisKind.PROMPT, "rain, snow"));
    assertTrue(problem(AxisKind.PROMPT, "green, blue").contains("\"green\""));
  }

  @Test
  void modelsAndSamplersMustExist() {
    assertEquals(List.of("Small", "Tiny"), values(AxisKind.MODEL, "small, TINY"));
    assertTrue(problem(AxisKind.MODEL, "Large").contains("Tiny, Small"));
    assertEquals("Broken has no U-Net.", problem(AxisKind.MODEL, "Broken"));
    assertEquals(List.of("ddim"), values(AxisKind.SAMPLER, "DDIM"));
    assertTrue(problem(AxisKind.SAMPLER, "euler").contains("pndm, ddim"));
  }

  @Test
  void sizesAreMultiplesOfEight() {
    assertEquals(List.of("512x512", "512x768"), values(AxisKind.SIZE, "512, 512x768"));
    assertTrue(problem(AxisKind.SIZE, "500").contains("multiples of 8"));
  }

  @Test
  void strengthAndFeatherNeedTheirPictures() {
    assertTrue(problem(AxisKind.STRENGTH, "0.5").contains("picture"));
    assertTrue(problem(AxisKind.FEATHER, "8").contains("mask"));
  }
}
