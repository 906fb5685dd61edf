// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import studio.bonsai.engine.Compute;

class RandomSourceTest {
  /** torch 2.7.1: {@code torch.randn(2, generator=torch.Generator().manual_seed(5))}, twice. */
  private static final float[] SEED_5 = {-0.4868f, -0.6038f, -0.5581f, 0.6675f};

  @Test
  void drawsWhatTorchDraws() {
    try (NDManager manager = LibTorch.newManager(Compute.cpu());
        RandomSource random = new RandomSource(manager, 5)) {
      float[] drawn = {
        random.normal(manager, 1).getFloat(),
        random.normal(manager, 1).getFloat(),
        random.normal(manager, 1).getFloat(),
        random.normal(manager, 1).getFloat()
      };
      assertArrayEquals(SEED_5, drawn, 1e-4f);
    }
  }

  @Test
  void twoSourcesDoNotDisturbEachOther() {
    try (NDManager manager = LibTorch.newManager(Compute.cpu());
        RandomSource first = new RandomSource(manager, 5);
        RandomSource second = new RandomSource(manager, 6)) {
      second.normal(manager, 3);
      assertEquals(SEED_5[0], first.normal(manager, 1).getFloat(), 1e-4f);
      second.normal(manager, 3);
      assertEquals(SEED_5[1], first.normal(manager, 1).getFloat(), 1e-4f);
    }
  }
}
