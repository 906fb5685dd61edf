// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.EmbeddedModel;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.weights.ModelFolder;

class DiffusionModelTest {
  private static DiffusionModel open(NDManager parent) {
    return new DiffusionModel(ModelFolder.open(EmbeddedModel.folder()), Compute.cpu(), parent);
  }

  /** Whoever could not finish opening a model has but the parent to close. */
  @Test
  void theParentClosesTheTokenizerToo() {
    DiffusionModel model;
    try (NDManager parent = LibTorch.newManager(Compute.cpu())) {
      model = open(parent);
      assertEquals(1, model.tokenizer().tokens("apple").length);
    }
    assertThrows(IllegalStateException.class, () -> model.tokenizer().tokens("apple"));
  }

  @Test
  void closingTheModelLeavesTheParentOpen() {
    try (NDManager parent = LibTorch.newManager(Compute.cpu())) {
      DiffusionModel model = open(parent);
      model.close();
      assertThrows(IllegalStateException.class, () -> model.tokenizer().tokens("apple"));
      assertEquals(1, parent.ones(new Shape(1)).getFloat());
    }
  }
}
