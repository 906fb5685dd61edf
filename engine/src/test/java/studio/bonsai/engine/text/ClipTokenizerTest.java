// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.ReferenceTensors;

class ClipTokenizerTest {
  @TempDir private Path folder;

  @Test
  void stableDiffusion1PromptsHaveTheIdsOfTransformers() throws IOException {
    assertAllEqual(ClipTokenizerConfig.stableDiffusion1(), "v1", 49_407);
  }

  @Test
  void stableDiffusion2PromptsHaveTheIdsOfTransformers() throws IOException {
    assertAllEqual(ClipTokenizerConfig.stableDiffusion2(), "v2", 0);
  }

  @Test
  void tokensAreNeitherFramedNorCut() {
    try (ClipTokenizer tokenizer = standard()) {
      long[] tokens = tokenizer.tokens("cat ".repeat(1000));
      assertEquals(1000, tokens.length);
      assertTrue(Arrays.stream(tokens).allMatch(id -> id == 2368));
    }
  }

  @Test
  void halfASurrogatePairIsReadAsAQuestionMark() {
    try (ClipTokenizer tokenizer = standard()) {
      assertArrayEquals(tokenizer.tokens("a ? b"), tokenizer.tokens("a \ud83d b"));
    }
  }

  @Test
  void aFolderSaysItsOwnLengthAndSpecialTokens() throws IOException {
    write("vocab.json", "{\"a\":0,\"a</w>\":1,\"<s>\":2,\"</s>\":3,\"<pad>\":4}");
    write("merges.txt", "#version: 0.2\n");
    write(
        "tokenizer_config.json",
        "{\"bos_token\":\"<s>\",\"eos_token\":{\"content\":\"</s>\"},\"unk_token\":\"</s>\","
            + "\"pad_token\":\"</s>\",\"model_max_length\":6}");
    write("special_tokens_map.json", "{\"pad_token\":\"<pad>\"}");
    try (ClipTokenizer tokenizer = ClipTokenizer.open(folder)) {
      assertArrayEquals(new long[] {2, 0, 1, 3, 4, 4}, tokenizer.encode("AA"));
    }
  }

  @Test
  void tokensAddedLaterAreTokens() throws IOException {
    write("vocab.json", "{\"a\":0,\"a</w>\":1,\"<|startoftext|>\":2,\"<|endoftext|>\":3}");
    write("merges.txt", "#version: 0.2\n");
    write("added_tokens.json", "{\"<toy>\":4}");
    assertTokens(new long[] {1, 4, 1}, "a <TOY>a");
    write("tokenizer_config.json", "{\"added_tokens_decoder\":{\"5\":{\"content\":\"<dog>\"}}}");
    assertTokens(new long[] {5}, "<dog>");
  }

  @Test
  void brokenAddedTokensAreNamed() throws IOException {
    ClipVocabulary.standard().write(folder);
    for (String broken :
        List.of("{\"<toy>\":-1}", "{\"<toy>\":\"x\"}", "{\"<toy>\":7}", "{\" \":49408}", "[1]")) {
      write("added_tokens.json", broken);
      assertThrows(EngineException.class, () -> ClipTokenizer.open(folder), broken);
    }
  }

  @Test
  void mutatedFoldersAreReadOrRefused() throws IOException {
    Random random = new Random(5);
    Path good = ReferenceTensors.path("text/tokenizer");
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      for (String name :
          List.of("vocab.json", "merges.txt", "tokenizer_config.json", "special_tokens_map.json")) {
        Files.write(folder.resolve(name), Files.readAllBytes(good.resolve(name)));
      }
      mutate(random);
      try (ClipTokenizer tokenizer = ClipTokenizer.open(folder)) {
        tokenizer.encode("a red apple, été 🐱");
      } catch (EngineException e) {
        refused++;
      }
    }
    assertTrue(refused > 75 && refused < 285, "refused " + refused);
  }

  /** Changes, cuts or copies bytes of one file; mostly one letter, so that it stays text. */
  private void mutate(Random random) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.sorted().toList();
    }
    Path file = files.get(random.nextInt(files.size()));
    byte[] bytes = Files.readAllBytes(file);
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(8)) {
      case 0 -> bytes[at] = (byte) random.nextInt(256);
      case 1 -> bytes = Arrays.copyOf(bytes, at);
      case 2 -> System.arraycopy(bytes, at, bytes, 0, Math.min(20, bytes.length - at));
      default -> bytes[at] = (byte) random.nextInt(32, 127);
    }
    Files.write(file, bytes);
  }

  @Test
  void whatIsWrittenIsTheSameTokenizer() {
    ClipVocabulary.standard().write(folder);
    ClipTokenizerConfig.stableDiffusion2().write(folder);
    try (ClipTokenizer tokenizer = ClipTokenizer.open(folder)) {
      assertEquals(77, tokenizer.maxLength());
      assertEquals(0, tokenizer.padId());
      assertEquals(49_406, tokenizer.startId());
      assertEquals(49_407, tokenizer.endId());
    }
  }

  @Test
  void aLengthWithoutLimitIsClips() throws IOException {
    write("tokenizer_config.json", "{\"model_max_length\":1000000000000000019884624838656}");
    assertEquals(77, ClipTokenizerConfig.read(folder).maxLength());
  }

  @Test
  void brokenSettingsAreNamed() throws IOException {
    for (String broken :
        List.of(
            "[]", "{", "{\"bos_token\":7}", "{\"model_max_length\":2}", "{\"eos_token\":\"\"}")) {
      write("tokenizer_config.json", broken);
      EngineException error =
          assertThrows(EngineException.class, () -> ClipTokenizerConfig.read(folder), broken);
      assertTrue(error.getMessage().contains("tokenizer_config.json"), error.getMessage());
    }
  }

  @Test
  void aSpecialTokenOutsideTheVocabularyIsNamed() throws IOException {
    write("vocab.json", "{\"a\":0}");
    write("merges.txt", "");
    EngineException error = assertThrows(EngineException.class, () -> ClipTokenizer.open(folder));
    assertTrue(error.getMessage().contains("<|startoftext|>"), error.getMessage());
    assertTrue(error.getMessage().contains("vocab.json"), error.getMessage());
  }

  @Test
  void manyThreadsMayShareATokenizer() {
    try (ClipTokenizer tokenizer = standard()) {
      long[] alone = tokenizer.encode("a photo of a cat");
      boolean allEqual =
          IntStream.range(0, 200)
              .parallel()
              .allMatch(i -> Arrays.equals(alone, tokenizer.encode("a photo of a cat")));
      assertTrue(allEqual);
    }
  }

  @Test
  void aPadTokenOutsideTheVocabularyIsRefused() {
    ClipVocabulary tiny =
        new ClipVocabulary(Map.of("<|startoftext|>", 0, "<|endoftext|>", 1), List.of());
    ClipTokenizerConfig config = ClipTokenizerConfig.stableDiffusion2();
    assertThrows(IllegalArgumentException.class, () -> new ClipTokenizer(tiny, config));
  }

  private void assertTokens(long[] expected, String text) {
    try (ClipTokenizer tokenizer = ClipTokenizer.open(folder)) {
      assertArrayEquals(expected, tokenizer.tokens(text));
    }
  }

  private static ClipTokenizer standard() {
    return new ClipTokenizer(ClipVocabulary.standard(), ClipTokenizerConfig.stableDiffusion1());
  }

  private static void assertAllEqual(ClipTokenizerConfig config, String version, long pad)
      throws IOException {
    JsonNode rows =
        new ObjectMapper().readTree(ReferenceTensors.path("text/tokenizer.json").toFile());
    assertEquals(500, rows.size());
    try (ClipTokenizer tokenizer = new ClipTokenizer(ClipVocabulary.standard(), config)) {
      for (JsonNode row : rows) {
        long[] expected = new long[77];
        Arrays.fill(expected, pad);
        for (int i = 0; i < row.get(version).size(); i++) {
          expected[i] = row.get(version).get(i).asLong();
        }
        String prompt = row.get("prompt").asText();
        assertArrayEquals(expected, tokenizer.encode(prompt), () -> version + ": " + prompt);
      }
    }
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }
}
