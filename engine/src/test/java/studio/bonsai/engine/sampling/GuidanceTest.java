// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.bonsai.engine.ReferenceTensors.assertClose;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.kernels.LibTorch;

class GuidanceTest {
  private final NDManager manager = LibTorch.newManager(Compute.cpu());
  private final ReferenceTensors reference = ReferenceTensors.open(manager, "sampling/schedules");
  private final NDArray negative = reference.get("x");
  private final NDArray positive = reference.get("noise");

  @Test
  void goesBeyondThePositivePrediction() {
    NDArray guided = new Guidance(7.5).combine(negative, positive);
    assertClose(reference.get("guided"), guided, 1e-6);
  }

  @Test
  void oneBatchOfBothHalvesIsGuidedAlike() {
    NDArray guided = new Guidance(7.5).combine(negative.concat(positive));
    assertClose(reference.get("guided"), guided, 1e-6);
  }

  @Test
  void rescalingRestoresTheContrastAsDiffusersDoes() {
    NDArray guided = new Guidance(7.5, 0.7).combine(negative, positive);
    assertClose(reference.get("rescaled"), guided, 1e-6);
  }

  @Test
  void zeroGuidanceReturnsTheNegativePrediction() {
    assertClose(negative, new Guidance(0).combine(negative, positive), 1e-7);
  }

  @Test
  void guidanceOfOneReturnsThePositivePrediction() {
    assertClose(positive, new Guidance(1).combine(negative, positive), 1e-6);
  }

  @Test
  void halfPrecisionPredictionsAreGuidedInSinglePrecision() {
    NDArray large = manager.create(new float[] {-300, 300, 300, -300}).reshape(1, 4);
    NDArray half = large.toType(DataType.FLOAT16, false);
    NDArray guided = new Guidance(300, 0.5).combine(half, half);
    assertClose(large, guided, 1e-6);
  }

  @Test
  void guidanceOfOneNeedsNoNegativePrediction() {
    assertFalse(Guidance.none().isActive());
    assertTrue(new Guidance(1.1).isActive());
  }

  /**
   * The argument of sine and cosine is up to 7500 radians, in float32: the last bit of the
   * frequency, which is another on another processor, is 5e-4 of the result.
   */
  @Test
  void embeddingOfTheScaleEqualsDiffusers() {
    NDArray embedding = new Guidance(7.5).embedding(manager, 2, 256);
    NDArray expected = reference.get("embedding");
    assertClose(expected.concat(expected), embedding, 1e-3);
  }

  @Test
  void embeddingOfAnOddSizeEndsWithZero() {
    NDArray embedding = new Guidance(3).embedding(manager, 1, 7);
    assertClose(reference.get("embedding_odd"), embedding, 1e-6);
    assertEquals(0f, embedding.getFloat(0, 6));
  }

  @Test
  void impossibleValuesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Guidance(-1));
    assertThrows(IllegalArgumentException.class, () -> new Guidance(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new Guidance(7.5, 1.1));
  }

  @AfterEach
  void close() {
    reference.close();
    manager.close();
  }
}
