// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.Engine;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.EngineOptions;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.Inspection;
import studio.bonsai.engine.ModelDefaults;

class ModelInspectorTest {
  private static final Path EMBEDDED =
      Path.of(System.getProperty("bonsai.assets"), "models", "bonsai-emoji");

  @Test
  void countsWhatTheFilesHold() {
    Inspection found = Engine.inspect(EMBEDDED);
    assertEquals(
        List.of(
            new Inspection.Part("text_encoder", 660_992, "float16", 1_321_984),
            new Inspection.Part("unet", 6_143_572, "float16", 12_287_144),
            new Inspection.Part("vae", 681_911, "float16", 1_363_822)),
        found.parts());
  }

  @Test
  void namesTheBlocksInTheOrderOfTheData() {
    List<String> blocks = Engine.inspect(EMBEDDED).blocks();
    assertEquals(9, blocks.size());
    assertEquals("down 0  48 channels, 2 resnets, each with attention of 3 heads", blocks.get(0));
    assertEquals("middle  96 channels", blocks.get(4));
    assertEquals("up 3    48 channels, 3 resnets, each with attention of 3 heads", blocks.get(8));
  }

  @Test
  void fourTimesThePixelsAreAboutFourTimesTheWork() {
    ImageSize trained = Engine.inspect(EMBEDDED).size();
    assertEquals(new ImageSize(64, 64), trained);
    double small = Engine.stepOperations(EMBEDDED, trained);
    assertEquals(4, Engine.stepOperations(EMBEDDED, new ImageSize(128, 128)) / small, 0.1);
  }

  @Test
  void tellsHowTheModelLikesToBeUsed() {
    ModelDefaults defaults = Engine.inspect(EMBEDDED).defaults();
    assertEquals("ddim", defaults.sampler());
    assertEquals(25, defaults.steps());
    try (Engine engine = Engine.open(EMBEDDED, EngineOptions.defaults())) {
      assertEquals(engine.info().defaults(), defaults);
    }
  }

  @Test
  void anEmptyFolderIsNoModel(@TempDir Path folder) {
    assertThrows(EngineException.class, () -> Engine.inspect(folder));
  }
}
