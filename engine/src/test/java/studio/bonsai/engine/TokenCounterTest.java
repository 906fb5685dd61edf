// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCounterTest {
  @Test
  void theEmbeddedModelTakesFourteenTokensAChunk() {
    try (TokenCounter counter = Engine.tokenCounter(EmbeddedModel.folder())) {
      assertEquals(new TokenCount(3, 1, 14), counter.count("a (red:1.2) apple"));
      assertEquals(new TokenCount(0, 1, 14), counter.count(""));
      assertEquals(new TokenCount(20, 2, 28), counter.count("apple ".repeat(20)));
    }
  }

  @Test
  void whatIsNoModelIsSaid(@TempDir Path empty) {
    assertThrows(EngineException.class, () -> Engine.tokenCounter(empty));
  }
}
