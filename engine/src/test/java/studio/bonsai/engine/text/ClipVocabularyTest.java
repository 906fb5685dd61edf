// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.EngineException;

class ClipVocabularyTest {
  @TempDir private Path folder;

  @Test
  void theStandardVocabularyHasTheIdsOfClip() {
    ClipVocabulary standard = ClipVocabulary.standard();
    assertEquals(49_408, standard.ids().size());
    assertEquals(0, standard.id("!"));
    assertEquals(2368, standard.id("cat</w>"));
    assertEquals(49_406, standard.id("<|startoftext|>"));
    assertEquals(49_407, standard.id("<|endoftext|>"));
  }

  @Test
  void whatIsWrittenIsReadBack() {
    ClipVocabulary.standard().write(folder);
    assertEquals(ClipVocabulary.standard(), ClipVocabulary.read(folder));
  }

  @Test
  void windowsLineEndsAreUnderstood() throws IOException {
    Files.writeString(folder.resolve("vocab.json"), "{\"a\":0,\"b\":1,\"ab\":2}");
    Files.writeString(folder.resolve("merges.txt"), "#version: 0.2\r\na b\r\n");
    assertEquals(List.of("a b"), ClipVocabulary.read(folder).merges());
  }

  @Test
  void aMissingFileIsNamed() {
    assertComplains("There is no ", "vocab.json", "Download the model again.");
  }

  @Test
  void brokenJsonIsNamed() throws IOException {
    Files.writeString(folder.resolve("vocab.json"), "{\"a\": 0, \"b");
    assertComplains("vocab.json", "Download the model again.");
  }

  @Test
  void anIdThatIsNoNumberIsNamed() throws IOException {
    Files.writeString(folder.resolve("vocab.json"), "{\"a\": [1]}");
    assertComplains("vocab.json");
  }

  @Test
  void anIdThatIsNullIsNamed() throws IOException {
    Files.writeString(folder.resolve("vocab.json"), "{\"a\": null}");
    assertComplains("vocab.json");
  }

  @Test
  void anIdUsedTwiceIsNamed() throws IOException {
    Files.writeString(folder.resolve("vocab.json"), "{\"a\": 1, \"b\": 1}");
    assertComplains("vocab.json");
  }

  @Test
  void bytesThatAreNoTextAreNamed() throws IOException {
    Files.write(folder.resolve("vocab.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    assertComplains("vocab.json is not text in UTF-8. Download the model again.");
  }

  @Test
  void aMergeOfUnknownTokensIsNamed() throws IOException {
    Files.writeString(folder.resolve("vocab.json"), "{\"a\":0,\"b\":1}");
    Files.writeString(folder.resolve("merges.txt"), "a b\n");
    assertComplains("merges.txt", "merge 1");
  }

  @Test
  void aMergeThatIsNoPairIsNamed() throws IOException {
    Files.writeString(folder.resolve("vocab.json"), "{\"a\":0,\"b\":1,\"ab\":2}");
    Files.writeString(folder.resolve("merges.txt"), "a b\nab\n");
    assertComplains("merges.txt", "merge 2");
  }

  @Test
  void negativeIdsAreRefused() {
    Map<String, Integer> ids = Map.of("a", -1);
    List<String> merges = List.of();
    assertThrows(IllegalArgumentException.class, () -> new ClipVocabulary(ids, merges));
  }

  private void assertComplains(String... words) {
    EngineException error = assertThrows(EngineException.class, () -> ClipVocabulary.read(folder));
    for (String word : words) {
      assertTrue(error.getMessage().contains(word), error.getMessage());
    }
  }
}
