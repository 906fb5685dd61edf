// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.Requests;

class ParametersTest {
  /** The example that stands in the web UI's own parser. */
  private static final String EXAMPLE =
      "girl with an artist's beret, determined, ((eyeshadow)), intricate\n"
          + "Negative prompt: ugly, fat, [blurry], (poorly drawn hands), messy drawing\n"
          + "Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 965400086, Size: 512x512,"
          + " Model hash: 45dee52b";

  @Test
  void readsTheWebUisOwnExample() {
    Parameters read = Parameters.parse(EXAMPLE);
    assertEquals(
        "girl with an artist's beret, determined, ((eyeshadow)), intricate", read.prompt());
    assertEquals("ugly, fat, [blurry], (poorly drawn hands), messy drawing", read.negativePrompt());
    assertEquals(
        Map.of(
            "Steps", "20",
            "Sampler", "Euler a",
            "CFG scale", "7",
            "Seed", "965400086",
            "Size", "512x512",
            "Model hash", "45dee52b"),
        read.settings());
  }

  @Test
  void writesWhatItRead() {
    assertEquals(EXAMPLE, Parameters.parse(EXAMPLE).text());
  }

  @Test
  void promptsMayHaveSeveralLines() {
    Parameters read =
        Parameters.parse("one\ntwo, three\nNegative prompt: bad\nworse\nSteps: 1, Seed: 2, Eta: 3");
    assertEquals("one\ntwo, three", read.prompt());
    assertEquals("bad\nworse", read.negativePrompt());
  }

  @Test
  void aLastLineWithoutSettingsBelongsToThePrompt() {
    Parameters read = Parameters.parse("a cat: big, a dog: small");
    assertEquals("a cat: big, a dog: small", read.prompt());
    assertTrue(read.settings().isEmpty());
  }

  @Test
  void quotedValuesMayHoldAnything() {
    Map<String, String> settings =
        Map.of("Lora hashes", "a: 1, \"b\": 2\\\nc", "Steps", "3", "Seed", "4");
    Parameters parameters = new Parameters("p", "", settings);
    assertEquals(parameters, Parameters.parse(parameters.text()));
  }

  @Test
  void anOpenQuoteIsAValueLikeAnyOther() {
    Parameters read = Parameters.parse("p\nSteps: 20, Model: \"half, Seed: 3, Size: 8x8");
    assertEquals("\"half", read.settings().get("Model"));
    assertEquals("3", read.settings().get("Seed"));
  }

  @Test
  void noTextAtAllIsAnEmptyPrompt() {
    assertEquals(new Parameters("", "", Map.of()), Parameters.parse(""));
  }

  @Test
  void aLineOfAMillionQuotesIsReadInOneGo() {
    String line = "Steps: 1, Seed: 2, Size: 8x8, Model: \"" + "\\\"".repeat(1_000_000) + "\"";
    assertEquals(1_000_000, Parameters.parse("p\n" + line).settings().get("Model").length());
  }

  @Test
  void aStrangersPictureBecomesARequest() {
    GenerationRequest request = ParametersOfRequest.request(Parameters.parse(EXAMPLE));
    assertEquals(OptionalInt.of(20), request.steps());
    assertEquals(Optional.of("euler-a"), request.sampler());
    assertEquals(OptionalDouble.of(7), request.guidanceScale());
    assertEquals(OptionalLong.of(965400086), request.seed());
    assertEquals(Optional.of(new ImageSize(512, 512)), request.size());
    assertEquals(Optional.empty(), request.karras());
  }

  @Test
  void karrasIsReadFromOldAndNewNames() {
    for (String sampler : List.of("DPM++ 2M Karras", "DPM++ 2M, Schedule type: Karras")) {
      GenerationRequest request =
          ParametersOfRequest.request(
              Parameters.parse("p\nSteps: 1, Seed: 2, Sampler: " + sampler));
      assertEquals(Optional.of("dpm++2m"), request.sampler(), sampler);
      assertEquals(Optional.of(true), request.karras(), sampler);
    }
  }

  @Test
  void anUnknownSamplerStaysOpen() {
    GenerationRequest request =
        ParametersOfRequest.request(Parameters.parse("p\nSteps: 1, Seed: 2, Sampler: DPM fast"));
    assertEquals(Optional.empty(), request.sampler());
  }

  @Test
  void aNumberThatIsNoneStaysOpen() {
    GenerationRequest request =
        ParametersOfRequest.request(Parameters.parse("p\nSteps: many, Seed: 2, Size: 8x8"));
    assertEquals(OptionalInt.empty(), request.steps());
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    Parameters parameters = Parameters.parse("p\nSteps: 5000, Seed: 2, Size: 8x8");
    assertThrows(EngineException.class, () -> ParametersOfRequest.request(parameters));
  }

  @Test
  void ourOwnPicturesSayTheSameInTheWebUisWords() {
    Parameters written = ParametersOfRequest.of(Requests.picture(Requests.full(), 0).provenance());
    assertEquals(
        "Steps: 20, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 3.5, Seed: -7,"
            + " Size: 64x128, Model hash: feedc0ffee, Model: Toy, Variation seed: 0,"
            + " Variation seed strength: 0.25, Denoising strength: 0.6, Mask blur: 4, Eta: 0.3,"
            + " Clip skip: 2, CFG Rescale phi: 0.7, RNG: CPU, Version: Bonsai "
            + written.settings().get("Version").substring("Bonsai ".length()),
        written.text().lines().reduce((first, last) -> last).orElseThrow());
  }

  @Test
  void theWebUisWordsLeadBackToTheRequest() {
    GenerationRequest request = Requests.picture(Requests.full(), 0).request();
    Parameters written = ParametersOfRequest.of(Requests.picture(Requests.full(), 0).provenance());
    GenerationRequest back = ParametersOfRequest.request(Parameters.parse(written.text()));
    // The files to start from are not in the words.
    GenerationRequest expected =
        new GenerationRequest(
            request.prompt(),
            request.negativePrompt(),
            request.size(),
            request.steps(),
            request.guidanceScale(),
            request.guidanceRescale(),
            request.sampler(),
            request.karras(),
            request.eta(),
            request.clipSkip(),
            request.seed(),
            request.variation(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            1,
            1);
    assertEquals(expected, back);
  }
}
