// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import javafx.scene.image.Image;
import javafx.scene.image.PixelReader;
import org.junit.jupiter.api.Test;
import studio.bonsai.engine.Pixels;

class PreviewsTest {
  private final byte[] twoByOne = {0, 80, (byte) 200, (byte) 160, 80, 40};

  @Test
  void pixelsAreBlendedBetweenTheirCentresAndStayThemselvesAtTheEdges() {
    Image image = Previews.image(new Pixels(2, 1, twoByOne));
    assertEquals(8, image.getWidth());
    assertEquals(4, image.getHeight());
    // Centres lie at 1.5 and 5.5: in between 1/8, 3/8, 5/8 and 7/8 of the way.
    int[] red = {0, 0, 20, 60, 100, 140, 160, 160};
    int[] blue = {200, 200, 180, 140, 100, 60, 40, 40};
    PixelReader pixels = image.getPixelReader();
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 8; x++) {
        int wanted = 0xff << 24 | red[x] << 16 | 80 << 8 | blue[x];
        assertEquals(wanted, pixels.getArgb(x, y), "at " + x + ", " + y);
      }
    }
  }

  @Test
  void rowsAreBlendedAsColumnsAre() {
    PixelReader wide = Previews.image(new Pixels(2, 1, twoByOne)).getPixelReader();
    PixelReader high = Previews.image(new Pixels(1, 2, twoByOne)).getPixelReader();
    for (int i = 0; i < 8; i++) {
      assertEquals(wide.getArgb(i, 0), high.getArgb(0, i), "at " + i);
    }
  }
}
