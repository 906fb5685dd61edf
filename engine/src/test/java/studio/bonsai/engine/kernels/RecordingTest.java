// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
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

  /** x squared is used by two segments, and one's result by the other and by the loss. */
  @Test
  void segmentsGiveTheGradientsOfTheWhole() {
    assertArrayEquals(gradient(false), gradient(true));
    assertArrayEquals(new float[] {6 * 243 + 4 * 27}, gradient(true));
  }

  private static float[] gradient(boolean sparing) {
    try (NDManager manager = LibTorch.newManager(Compute.cpu());
        Recording recording = Recording.begin(sparing)) {
      NDArray x = manager.create(3f).duplicate();
      x.setRequiresGradient(true);
      NDArray squared = Recording.cut(x.mul(x));
      NDArray fourth = segment(in -> in.get(0).mul(in.get(0)), squared);
      NDArray one = Recording.cut(manager.create(1f).duplicate());
      NDArray sixth = segment(in -> in.get(0).mul(in.get(1)).mul(in.get(2)), fourth, squared, one);
      recording.backward(sixth.add(fourth), manager.create(1f));
      return x.getGradient().toFloatArray();
    }
  }

  private static NDArray segment(Function<List<NDArray>, NDArray> work, NDArray... inputs) {
    return Recording.segment(List.of(inputs), in -> List.of(work.apply(in))).get(0);
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
