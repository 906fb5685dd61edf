// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import studio.bonsai.engine.Pixels;

class PictureGridTest {
  private static Pixels plain(int width, int height, int level) {
    byte[] rgb = new byte[3 * width * height];
    Arrays.fill(rgb, (byte) level);
    return new Pixels(width, height, rgb);
  }

  @Test
  void isFilledRowByRowAndWhiteElsewhere() {
    PictureGrid grid = PictureGrid.square(3, 1);
    grid.add(plain(2, 2, 10));
    grid.add(plain(2, 2, 20));
    grid.add(plain(2, 2, 30));
    Pixels sheet = grid.sheet();
    assertEquals(5, sheet.width());
    assertEquals(5, sheet.height());
    assertEquals(0x0a0a0a, sheet.colour(1, 1));
    assertEquals(0x141414, sheet.colour(3, 0));
    assertEquals(0x1e1e1e, sheet.colour(0, 4));
    assertEquals(0xffffff, sheet.colour(4, 4));
    assertEquals(0xffffff, sheet.colour(2, 0));
  }

  @Test
  void aPictureOfAnotherSizeIsScaledToTheFirst() {
    PictureGrid grid = PictureGrid.square(2, 0);
    grid.add(plain(4, 4, 10));
    grid.add(plain(8, 8, 20));
    assertEquals(8, grid.sheet().width());
    assertEquals(0x141414, grid.sheet().colour(7, 3));
  }

  @Test
  void manyLargePicturesAreScaledDownToTheLargestSheet() {
    PictureGrid grid = PictureGrid.square(10_000, 2);
    grid.add(plain(2048, 8, 10));
    Pixels sheet = grid.sheet();
    assertTrue(sheet.width() <= PictureGrid.LARGEST_SIDE, () -> sheet.toString());
    assertEquals(100 * 79 + 99 * 2, sheet.width());
    assertEquals(0x0a0a0a, sheet.colour(78, 0));
    assertEquals(0xffffff, sheet.colour(79, 0));
  }

  @Test
  void thereIsNoSheetOfNothing() {
    assertThrows(IllegalArgumentException.class, () -> PictureGrid.square(0, 1));
    assertThrows(IllegalStateException.class, () -> PictureGrid.square(1, 1).sheet());
  }
}
