// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.kernels.RandomSource;

class SlerpTest {
  private final NDManager manager = LibTorch.newManager(Compute.cpu());
  private final RandomSource random = new RandomSource(manager, 1);
  private final NDArray from = random.normal(manager, 2, 4, 16, 16);
  private final NDArray to = random.normal(manager, 2, 4, 16, 16);

  @AfterEach
  void close() {
    random.close();
    manager.close();
  }

  @Test
  void beginsAtTheOneAndEndsAtTheOther() {
    ReferenceTensors.assertClose(from, Slerp.mix(from, to, 0), 1e-6);
    ReferenceTensors.assertClose(to, Slerp.mix(from, to, 1), 1e-6);
  }

  @Test
  void keepsTheLoudnessOfNoise() {
    NDArray half = Slerp.mix(from, to, 0.5);
    assertEquals(1, half.square().mean().getFloat(), 0.06);
  }

  @Test
  void halfWayBetweenOrthogonalAxesIsTheirBisector() {
    NDArray x = manager.create(new float[] {1, 0}).reshape(1, 2);
    NDArray y = manager.create(new float[] {0, 1}).reshape(1, 2);
    float root = (float) Math.sqrt(0.5);
    NDArray bisector = manager.create(new float[] {root, root}).reshape(1, 2);
    ReferenceTensors.assertClose(bisector, Slerp.mix(x, y, 0.5), 1e-6);
  }

  @Test
  void parallelNoisesAreMixedLinearly() {
    ReferenceTensors.assertClose(from, Slerp.mix(from, from, 0.3), 1e-6);
  }
}
