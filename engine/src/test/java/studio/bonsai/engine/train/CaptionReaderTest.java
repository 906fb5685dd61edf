// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.kernels.Recording;

class CaptionReaderTest {
  @Test
  void captionsThatWereReadBeforeNeedNoTextEncoder() {
    try (NDManager manager = LibTorch.newManager(Compute.cpu());
        Recording recording = Recording.begin()) {
      NDArray text = manager.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(2, 1, 3));
      TrainingBatch batch =
          TrainingBatch.ofPixels(manager.zeros(new Shape(2, 3, 8, 8)), List.of("a", "b"))
              .withText(text);
      NDArray read =
          new CaptionReader(null, null, false)
              .read(batch, new boolean[2], DataType.FLOAT32, new StepScope(manager, recording));
      assertArrayEquals(text.toFloatArray(), read.toFloatArray());
    }
  }
}
