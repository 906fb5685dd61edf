// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

/**
 * By how much the loss is multiplied, so that float16 gradients do not vanish: halved when they
 * overflow, doubled after a long time without. PyTorch's {@code GradScaler}.
 */
final class LossScale {
  private static final double FIRST = 65536;
  private static final int PATIENCE = 2000;

  private double scale;
  private int good;

  /**
   * @param wanted whether activations are float16; else the scale is 1 and stays
   */
  LossScale(boolean wanted) {
    scale = wanted ? FIRST : 1;
  }

  double value() {
    return scale;
  }

  int good() {
    return good;
  }

  void restore(double value, int goodSteps) {
    scale = value;
    good = goodSteps;
  }

  /**
   * @param overflow whether the step had to be left out
   */
  void after(boolean overflow) {
    if (overflow) {
      scale /= 2;
      good = 0;
    } else if (++good >= PATIENCE && scale != 1) {
      scale *= 2;
      good = 0;
    }
  }

  /** Whether it cannot be halved any more: the numbers themselves are too large. */
  boolean isExhausted() {
    return scale < 1;
  }
}
