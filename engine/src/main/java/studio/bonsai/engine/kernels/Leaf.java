// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.kernels;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Optional;

/**
 * An array by which gradients are taken. It shares the numbers of another one, so that several
 * threads can each have their own gradient of one parameter.
 */
public final class Leaf implements AutoCloseable {
  private final PtNDArray array;
  private PtNDArray gradient;

  /**
   * @param shared a floating point array; what changes it in place changes the leaf
   */
  public Leaf(NDArray shared) {
    array = JniUtils.detachGradient((PtNDArray) shared);
    array.setRequiresGradient(true);
  }

  /** Takes part in what is recorded. */
  public NDArray array() {
    return array;
  }

  /** The sum of all gradients so far, to be changed in place; empty before the first. */
  public Optional<NDArray> gradient() {
    if (gradient == null) {
      gradient = JniUtils.getGradient(array);
    }
    return Optional.ofNullable(gradient);
  }

  @Override
  public void close() {
    array.close();
    if (gradient != null) {
      gradient.close();
    }
  }
}
