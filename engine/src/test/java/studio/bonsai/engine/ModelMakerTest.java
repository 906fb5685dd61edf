// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelMakerTest {
  @TempDir private Path folder;

  private Path compress(Path model, String plan) {
    Path target = folder.resolve(plan + "-student");
    ModelMaker.compress(
        new CompressionRequest(model, plan, target, bytes -> {}), CancelToken.none());
    return target;
  }

  @Test
  void theEmbeddedModelHasStudentsThatDraw() {
    Path student = compress(EmbeddedModel.folder(), "tiny");
    assertEquals("BK-SDM Tiny, small widths", Engine.inspect(student).architecture());
    ModelSize before = ModelMaker.measure(EmbeddedModel.folder());
    ModelSize after = ModelMaker.measure(student);
    assertTrue(after.unetParameters() < before.unetParameters() / 2, after::toString);
    assertTrue(after.stepOperations() < before.stepOperations(), after::toString);
    assertTrue(after.fileBytes() < before.fileBytes(), after::toString);
    assertTrue(after.memoryBytes() < before.memoryBytes(), after::toString);
    try (Engine engine = Engine.open(student, EngineOptions.defaults())) {
      GenerationRequest request = GenerationRequest.of("a red apple").toBuilder().steps(2).build();
      engine.generate(request, event -> {}, CancelToken.none());
    }
  }

  @Test
  void nothingIsLeftOfACancelledCompression() throws IOException {
    CancelToken cancel = new CancelToken();
    CompressionRequest request =
        new CompressionRequest(
            EmbeddedModel.folder(), "base", folder.resolve("base"), bytes -> cancel.cancel());
    assertThrows(CancellationException.class, () -> ModelMaker.compress(request, cancel));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void whatIsThereIsNotOverwritten() throws IOException {
    Path there = Files.writeString(folder.resolve("tiny-student"), "mine");
    assertThrows(EngineException.class, () -> compress(EmbeddedModel.folder(), "tiny"));
    assertEquals("mine", Files.readString(there));
    assertFalse(Files.isDirectory(there));
  }
}
