// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.dreambooth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.EmbeddedModel;
import studio.bonsai.engine.SubjectName;
import studio.bonsai.engine.text.ClipTokenizer;
import studio.bonsai.engine.text.ClipVocabulary;

class RareWordsTest {
  @TempDir private Path folder;

  /** A tokenizer's folder with CLIP's own vocabulary. */
  private Path clip() throws java.io.IOException {
    Path tokenizer = folder.resolve("tokenizer");
    ClipVocabulary.standard().write(tokenizer);
    Files.copy(
        EmbeddedModel.folder().resolve("tokenizer/tokenizer_config.json"),
        tokenizer.resolve("tokenizer_config.json"));
    return tokenizer;
  }

  @Test
  void ofClipsVocabularyItIsASingleTokenThatIsRare() throws java.io.IOException {
    Path tokenizer = clip();
    try (RareWords words = RareWords.open(tokenizer);
        ClipTokenizer own = ClipTokenizer.open(tokenizer)) {
      assertEquals("ohwx", words.choose());
      // Its place among CLIP's 49,408 tokens, as openai/clip-vit-large-patch14's vocab.json has it.
      assertEquals(List.of(47993L), java.util.Arrays.stream(own.tokens("ohwx")).boxed().toList());
    }
  }

  @Test
  void ofTheEmbeddedVocabularyItIsASingleTokenToo() {
    Path tokenizer = EmbeddedModel.folder().resolve("tokenizer");
    String chosen = SubjectName.choose(EmbeddedModel.folder());
    try (RareWords words = RareWords.open(tokenizer);
        ClipTokenizer own = ClipTokenizer.open(tokenizer)) {
      assertEquals(1, own.tokens(chosen).length, chosen);
      assertFalse(words.isCommon(chosen));
    }
  }

  @Test
  void commonWordsAreDoubted() throws java.io.IOException {
    try (RareWords words = RareWords.open(clip())) {
      for (String word : List.of("dog", "Dog", "teapot", "red", "thing")) {
        assertTrue(words.isCommon(word), word);
      }
      for (String word : List.of("ohwx", "sks", "sks11df", "zwxq")) {
        assertFalse(words.isCommon(word), word);
      }
    }
    String doubt = SubjectName.doubt(EmbeddedModel.folder(), "apple").orElseThrow();
    assertTrue(doubt.contains("such as '" + SubjectName.choose(EmbeddedModel.folder()) + "'"));
  }
}
