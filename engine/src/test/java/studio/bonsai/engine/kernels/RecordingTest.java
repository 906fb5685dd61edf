// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import studio.bonsai.engine.Compute;

class RecordingTest {
  private static final int FACTORS = 200;

  @Test
  void factorsOutliveTheGarbageCollectorUntilTheGradient() {
    try (NDManager manager = LibTorch.newManager(Compute.cpu());
        Recording recording = Recording.begin()) {
      NDArray x = manager.create(2f).duplicate();
      x.setRequiresGradient(true);
      NDArray sum = Recording.times(x, 0);
      for (int i = 1; i <= FACTORS; i++) {
        sum = sum.add(Recording.times(x, 0.5));
      }
      fillWhatTheCollectorFrees();
      recording.backward(sum, manager.create(1f));
      assertArrayEquals(new float[] {FACTORS / 2f}, x.getGradient().toFloatArray());
    }
  }

  /** What was lent from Java and is not needed there any more is overwritten. */
  private static void fillWhatTheCollectorFrees() {
    for (int round = 0; round < 5; round++) {
      System.gc();
      ByteBuffer[] junk = new ByteBuffer[10_000];
      Arrays.setAll(junk, i -> ByteBuffer.allocateDirect(Float.BYTES).putFloat(0, Float.NaN));
    }
  }
}
