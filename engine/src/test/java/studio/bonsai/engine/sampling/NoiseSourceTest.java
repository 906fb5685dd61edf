// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.kernels.RandomSource;

class NoiseSourceTest {
  private static final Shape TWO = new Shape(2, 4, 4, 4);

  private final NDManager manager = LibTorch.newManager(Compute.cpu());
  private final RandomSource first = new RandomSource(manager, 1);
  private final RandomSource second = new RandomSource(manager, 2);

  @Test
  void eachPictureDrawsFromItsOwnGeneratorAsInDiffusers() {
    try (ReferenceTensors reference = ReferenceTensors.open(manager, "sampling/schedules")) {
      NDArray drawn = NoiseSource.of(List.of(first, second)).normal(manager, TWO);
      float[] expected = reference.get("batch_noise").toFloatArray();
      assertArrayEquals(expected, drawn.toFloatArray());
    }
  }

  @Test
  void drawsBelongToTheOwnerAndNothingElseRemains() {
    try (NDManager owner = manager.newSubManager()) {
      NoiseSource.of(List.of(first, second)).normal(owner, TWO);
      assertEquals(1, owner.getManagedArrays().size());
    }
  }

  @Test
  void batchOfAnotherSizeIsRefused() {
    NoiseSource two = NoiseSource.of(List.of(first, second));
    Shape three = new Shape(3, 4, 4, 4);
    assertThrows(IllegalArgumentException.class, () -> two.normal(manager, three));
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
    manager.close();
  }
}
