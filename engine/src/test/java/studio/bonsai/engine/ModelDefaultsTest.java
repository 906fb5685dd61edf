// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDefaultsTest {
  private static final ModelDefaults BASE =
      ModelDefaults.stableDiffusion(new ImageSize(512, 512), "pndm", false);

  @TempDir Path folder;

  private ModelDefaults with(String json) throws IOException {
    Files.writeString(folder.resolve(ModelDefaults.FILE), json);
    return BASE.overriddenBy(folder);
  }

  @Test
  void aFolderWithoutTheFileKeepsTheBase() {
    assertEquals(BASE, BASE.overriddenBy(folder));
  }

  @Test
  void whatTheFileStatesWins() throws IOException {
    assertEquals(
        new ModelDefaults(new ImageSize(64, 512), 25, 2, 0, "ddim", false, 0, 1),
        with(
            "{\"defaults\": {\"width\": 64, \"steps\": 25, \"guidanceScale\": 2,"
                + " \"sampler\": \"ddim\"}}"));
  }

  @Test
  void aFileWithoutDefaultsKeepsTheBase() throws IOException {
    assertEquals(BASE, with("{}"));
  }

  @Test
  void impossibleDefaultsNameTheFile() {
    Exception e =
        assertThrows(EngineException.class, () -> with("{\"defaults\": {\"width\": 65}}"));
    assertTrue(e.getMessage().contains("bonsai.json"), e.getMessage());
    assertTrue(e.getMessage().contains("multiples of 8, got 65x512"), e.getMessage());
  }

  @Test
  void aModelOfConfigsAloneHasTheSizeOfItsSamples() throws IOException {
    Path model = ModelFolders.copyOfEmbedded(folder.resolve("model"));
    Files.delete(model.resolve(ModelDefaults.FILE));
    for (String network : List.of("unet", "vae", "text_encoder")) {
      try (DirectoryStream<Path> weights =
          Files.newDirectoryStream(model.resolve(network), "*.safetensors")) {
        for (Path file : weights) {
          Files.delete(file);
        }
      }
    }
    assertEquals(new ImageSize(64, 64), Engine.defaults(model).size());
  }

  @Test
  void theEmbeddedModelStatesItsOwn() {
    Path assets = Path.of(System.getProperty("bonsai.assets"));
    assertEquals(
        new ModelDefaults(new ImageSize(64, 64), 25, 2, 0, "ddim", false, 0, 1),
        BASE.overriddenBy(assets.resolve("models/bonsai-emoji")));
  }
}
