// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskFilesTest {
  @TempDir Path folder;

  private static GreyPixels noise(int width, int height) {
    byte[] levels = new byte[width * height];
    new Random(7).nextBytes(levels);
    return new GreyPixels(width, height, levels);
  }

  @Test
  void aMaskComesBackToTheByte() {
    GreyPixels mask = noise(37, 11);
    assertEquals(mask, MaskFiles.read(MaskFiles.add(folder, mask)));
  }

  @Test
  void aMaskIsAnEightBitGreyPng() throws Exception {
    Path file = MaskFiles.add(folder.resolve("masks"), noise(3, 2));
    var image = ImageIO.read(file.toFile());
    assertEquals(1, image.getColorModel().getNumComponents());
    assertEquals(8, image.getColorModel().getPixelSize());
    assertEquals("00001-mask.png", file.getFileName().toString());
  }

  @Test
  void featheringFadesOverTheEdgeAlone() {
    byte[] half = new byte[64 * 64];
    for (int i = 0; i < half.length; i++) {
      half[i] = (byte) (i % 64 < 32 ? 255 : 0);
    }
    GreyPixels hard = new GreyPixels(64, 64, half);
    GreyPixels soft = MaskFiles.feathered(hard, 8);
    assertEquals(255, soft.level(2, 30));
    assertEquals(0, soft.level(61, 30));
    assertTrue(soft.level(32, 30) > 90 && soft.level(32, 30) < 128, () -> "" + soft.level(32, 30));
    assertArrayEquals(half, MaskFiles.feathered(hard, 0).levels());
  }

  @Test
  void aMissingMaskIsNamed() {
    Path none = folder.resolve("none.png");
    EngineException e = assertThrows(EngineException.class, () -> MaskFiles.read(none));
    assertTrue(e.getMessage().contains("none.png"), e::getMessage);
  }
}
