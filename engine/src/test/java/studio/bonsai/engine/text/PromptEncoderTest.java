// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.bonsai.engine.ReferenceTensors.assertClose;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.TokenCount;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.weights.ParameterSource;

class PromptEncoderTest {
  /** Tokens of a chunk of the small tokenizer. */
  private static final int LENGTH = 10;

  private static final int WIDTH = 16;

  private NDManager manager;
  private Kernels kernels;
  private ReferenceTensors reference;
  private ClipTokenizer tokenizer;
  private PromptEncoder encoder;

  @BeforeEach
  void open() {
    manager = LibTorch.newManager(Compute.cpu());
    kernels = new Kernels(manager);
    reference = ReferenceTensors.open(manager, "text/conditioning");
    Path folder = ReferenceTensors.path("text/tokenizer");
    tokenizer = ClipTokenizer.open(folder);
    encoder = new PromptEncoder(tokenizer, textEncoder(reference.weights()));
  }

  @AfterEach
  void close() {
    tokenizer.close();
    reference.close();
    kernels.close();
    manager.close();
  }

  @Test
  void weightedAndLongPromptsGiveTheNumbersOfTheReference() {
    JsonNode pairs = reference.config().get("pairs");
    assertEquals(9, pairs.size());
    for (int i = 0; i < pairs.size(); i++) {
      JsonNode pair = pairs.get(i);
      try (Conditioning conditioning =
          encoder.encode(
              manager,
              pair.get("positive").asText(),
              pair.get("negative").asText(),
              pair.get("clipSkip").asInt(),
              CancelToken.none())) {
        assertClose(reference.get(i + ".positive"), conditioning.positive(), 1e-4);
        assertClose(reference.get(i + ".negative"), conditioning.negative(), 1e-4);
      }
    }
  }

  @Test
  void halfPrecisionStaysCloseAndHalf() {
    ParameterSource half =
        (name, shape) -> reference.weights().get(name, shape).toType(DataType.FLOAT16, false);
    NDArray actual =
        new PromptEncoder(tokenizer, textEncoder(half))
            .encode(manager, "a (red:1.4) apple", "[blurry] ((ugly))", 1, CancelToken.none())
            .positive();
    assertEquals(DataType.FLOAT16, actual.getDataType());
    assertClose(reference.get("2.positive"), actual.toType(DataType.FLOAT32, false), 1e-2);
  }

  @Test
  void emphasisKeepsTheMean() {
    NDArray plain = encoder.encode(manager, "a red apple", 1, CancelToken.none());
    NDArray weighted = encoder.encode(manager, "a (red:1.9) apple", 1, CancelToken.none());
    assertTrue(plain.sub(weighted).abs().max().getFloat() > 0.01);
    assertEquals(plain.mean().getFloat(), weighted.mean().getFloat(), 1e-5);
  }

  @Test
  void theEmptyPromptIsOneChunk() {
    assertEquals(
        new Shape(1, LENGTH, WIDTH), encoder.encode(manager, "", 1, CancelToken.none()).getShape());
    assertEquals(new TokenCount(0, 1, 8), encoder.count(""));
  }

  @Test
  void tenThousandWordsAreEncoded() {
    String words = "sun ".repeat(10_000);
    assertEquals(new TokenCount(10_000, 1250, 10_000), encoder.count(words));
    try (Conditioning conditioning = encoder.encode(manager, "sun", words, 1, CancelToken.none())) {
      Shape expected = new Shape(1, 1250L * LENGTH, WIDTH);
      assertEquals(expected, conditioning.negative().getShape());
      assertEquals(expected, conditioning.positive().getShape());
    }
  }

  @Test
  void equalChunksAreEncodedEquallyAndInTheirPlaces() {
    String words = "sun BREAK red BREAK sun BREAK (sun:1.3) BREAK BREAK BREAK sun";
    NDArray all = encoder.encode(manager, words, 1, CancelToken.none());
    List<String> chunks = List.of("sun", "red", "sun", "(sun:1.3)", "", "", "sun");
    assertEquals(new Shape(1, (long) chunks.size() * LENGTH, WIDTH), all.getShape());
    for (int i = 0; i < chunks.size(); i++) {
      NDArray alone = encoder.encode(manager, chunks.get(i), 1, CancelToken.none());
      String place = i * LENGTH + ":" + (i + 1) * LENGTH;
      assertClose(alone, all.get(":, " + place), 1e-5);
    }
  }

  @Test
  void aPromptBeyondAllMeasureIsRefused() {
    assertRefused("sun ".repeat(PromptChunks.MAX_TOKENS + 1), "tokens");
    assertRefused(" ".repeat(1 << 21), "characters");
  }

  @Test
  void chunksAreFullBeforeTheNextBegins() {
    assertEquals(new TokenCount(8, 1, 8), encoder.count("sun ".repeat(8)));
    assertEquals(new TokenCount(9, 2, 16), encoder.count("sun ".repeat(9)));
    assertEquals(new TokenCount(2, 2, 16), encoder.count("sun BREAK sun"));
    assertEquals(new TokenCount(8, 1, 8), encoder.count("sun ".repeat(8) + "BREAK"));
    assertEquals(new TokenCount(1, 2, 16), encoder.count("BREAK sun"));
  }

  @Test
  void bracketsAndWeightsAreNoTokens() {
    assertEquals(encoder.count("red sun"), encoder.count("((red)) ([sun]:1.5)"));
  }

  @Test
  void onlyTheResultStaysWithTheOwner() {
    try (NDManager owner = manager.newSubManager()) {
      encoder.encode(owner, "a (red:1.4) apple", 1, CancelToken.none());
      assertEquals(1, owner.getManagedArrays().size());
    }
  }

  @Test
  void aTokenizerOfAnotherModelIsRefused() {
    TextEncoder small = textEncoder(reference.weights());
    try (ClipTokenizer large =
        new ClipTokenizer(ClipVocabulary.standard(), ClipTokenizerConfig.stableDiffusion1())) {
      assertThrows(IllegalArgumentException.class, () -> new PromptEncoder(large, small));
    }
  }

  @Test
  void conditioningOfTwoLengthsIsRefused() {
    NDArray one = manager.zeros(new Shape(1, 10, 4));
    NDArray two = manager.zeros(new Shape(1, 20, 4));
    assertThrows(IllegalArgumentException.class, () -> new Conditioning(one, two));
  }

  private void assertRefused(String prompt, String word) {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> encoder.encode(manager, prompt, 1, CancelToken.none()));
    assertTrue(error.getMessage().contains(word), error.getMessage());
  }

  private TextEncoder textEncoder(ParameterSource source) {
    TextEncoderConfig config =
        TextEncoderConfigJson.read(reference.config().get("model"), "fixture");
    return new TextEncoder(config, source, kernels);
  }

  @Test
  void aLongPromptIsLeftWhenItIsCancelled() {
    String words = "word ".repeat(3000);
    CancelToken cancel = new CancelToken();
    cancel.cancel();
    assertThrows(
        CancellationException.class, () -> encoder.encode(manager, "sun", words, 1, cancel));
  }
}
