// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.kernels.LibTorch;

class PictureTensorsTest {
  private final NDManager manager = LibTorch.newManager(Compute.cpu());

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void channelsRunFromMinusOneToOne() {
    Pixels pixels = new Pixels(2, 1, new byte[] {0, (byte) 255, 51, (byte) 204, 0, (byte) 255});
    assertArrayEquals(
        new float[] {-1, 0.6f, 1, -1, -0.6f, 1},
        PictureTensors.toTensor(manager, pixels).toFloatArray(),
        1e-6f);
  }

  @Test
  void everyByteSurvivesBothWays() {
    byte[] rgb = new byte[3 * 256];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i / 3);
    }
    Pixels pixels = new Pixels(16, 16, rgb);
    assertEquals(pixels, PictureTensors.toPixels(PictureTensors.toTensor(manager, pixels)));
  }

  @Test
  void clipsWhatIsBeyondTheRange() {
    float[] planes = {-7, 7, Float.NaN};
    Pixels pixels = PictureTensors.toPixels(manager.create(planes, new Shape(1, 3, 1, 1)));
    assertArrayEquals(new byte[] {0, (byte) 255, 0}, pixels.rgb());
  }
}
