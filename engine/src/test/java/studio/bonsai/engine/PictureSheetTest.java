// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.PictureSheet.Drawn;
import studio.bonsai.engine.PictureSheet.Missing;
import studio.bonsai.engine.picture.PictureMetadata;
import studio.bonsai.engine.picture.PngFile;

class PictureSheetTest {
  @TempDir Path folder;

  private Drawn plain(String name, int width, int height, int level) throws Exception {
    byte[] rgb = new byte[3 * width * height];
    Arrays.fill(rgb, (byte) level);
    String parameters = "a tree\nNegative prompt: rain\nSteps: 4, Sampler: DDIM, Seed: 1";
    return new Drawn(
        Files.write(
            folder.resolve(name),
            PngFile.encode(new Pixels(width, height, rgb), Map.of("parameters", parameters))));
  }

  private Path sheet() throws Exception {
    return new PictureSheet(
            "a tree",
            List.of("4 steps", "8 steps"),
            List.of("guidance 1", "guidance 7"),
            List.of(
                plain("a", 64, 64, 10),
                plain("b", 64, 32, 20),
                plain("c", 32, 64, 30),
                new Missing("The memory is full.")))
        .addTo(folder.resolve("out"), Map.of("X Type", "Steps", "X Values", "4, 8"));
  }

  @Test
  void everyPictureIsWholeOnTheSheet() throws Exception {
    BufferedImage image = ImageIO.read(sheet().toFile());
    int[] seen = new int[256];
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        seen[image.getRGB(x, y) & 0xff]++;
      }
    }
    assertTrue(seen[10] >= 64 * 64, "the first picture");
    assertTrue(seen[20] >= 64 * 32, "one lower than its cell");
    assertTrue(seen[30] >= 64 * 32, "one narrower than its cell");
  }

  @Test
  void theSheetRemembersItsSettings() throws Exception {
    var parameters = PictureMetadata.read(sheet()).parameters().orElseThrow();
    assertEquals("a tree", parameters.prompt());
    assertEquals("rain", parameters.negativePrompt());
    assertEquals("4, 8", parameters.settings().get("X Values"));
    assertEquals("DDIM", parameters.settings().get("Sampler"));
  }

  @Test
  void cellsMustFillTheTable() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new PictureSheet("", List.of("a"), List.of("b"), List.of()));
  }
}
