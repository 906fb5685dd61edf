// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.GenerationEvent.PictureFinished;
import studio.bonsai.engine.weights.Fingerprint;

/** A model whose folder has a U-Net alone, beside the one whose other parts it shares. */
class SharedPartsTest {
  @TempDir Path shelf;
  private Path student;

  @BeforeEach
  void twoModels() throws IOException {
    Path whole = shelf.resolve("whole");
    copy(EmbeddedModel.folder(), whole);
    student = shelf.resolve("student");
    copy(whole.resolve("unet"), student.resolve("unet"));
    copy(whole.resolve("scheduler"), student.resolve("scheduler"));
    Files.copy(whole.resolve("model_index.json"), student.resolve("model_index.json"));
    share("whole");
  }

  private void share(String name) throws IOException {
    Files.writeString(student.resolve("bonsai.json"), "{\"shares\": \"" + name + "\"}");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  @Test
  void itDrawsWhatTheWholeModelDraws() {
    assertEquals(draw(EmbeddedModel.folder()), draw(student));
    assertEquals(Fingerprint.of(EmbeddedModel.folder()), Fingerprint.of(student));
  }

  private static Pixels draw(Path model) {
    List<Pixels> drawn = new ArrayList<>();
    GenerationRequest request =
        GenerationRequest.builder("a red apple")
            .size(new ImageSize(64, 64))
            .sampler("ddim")
            .steps(2)
            .guidanceScale(2)
            .seed(3)
            .build();
    try (Engine engine = Engine.open(model, EngineOptions.defaults())) {
      engine.generate(
          request,
          event -> {
            if (event instanceof PictureFinished finished) {
              drawn.add(finished.image().pixels());
            }
          },
          CancelToken.none());
    }
    return drawn.get(0);
  }

  @Test
  void aCopyIsWholeAndHasNothingElseOfTheOther() {
    Path copied = shelf.resolve("elsewhere").resolve("copy");
    Engine.convert(student, copied, ConversionOptions.asItIs(), CancelToken.none());
    assertTrue(Files.exists(copied.resolve("tokenizer").resolve("vocab.json")));
    assertTrue(Files.exists(copied.resolve("vae").resolve("config.json")));
    assertTrue(Files.notExists(copied.resolve("README.md")));
    assertEquals(draw(EmbeddedModel.folder()), draw(copied));
  }

  @Test
  void onlyAFolderBesideItIsShared() throws IOException {
    share("../whole");
    EngineException e = assertThrows(EngineException.class, () -> draw(student));
    assertTrue(e.getMessage().contains("'../whole'"), e::getMessage);
  }

  @Test
  void aSharedFolderThatIsGoneIsNamed() throws IOException {
    share("gone");
    EngineException e = assertThrows(EngineException.class, () -> draw(student));
    assertTrue(e.getMessage().contains("gone"), e::getMessage);
  }
}
