// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.util.Objects;

/**
 * How the learning rate goes over a run: a warm-up from 0, then a shape, as diffusers' {@code
 * get_scheduler} has them.
 *
 * @param rate the highest, 5e-5 in the paper's distillation
 * @param warmup steps until it is reached
 * @param hold share of all steps at full rate before a cosine begins to fall
 * @param floor share of the rate that a cosine falls to
 */
public record LearningRate(Shape shape, double rate, long warmup, double hold, double floor) {
  /** What happens after the warm-up. */
  public enum Shape {
    CONSTANT,
    /** Straight down to 0 at the last step. */
    LINEAR,
    /** Half a cosine down to the floor. */
    COSINE
  }

  public LearningRate {
    Objects.requireNonNull(shape, "shape");
    // NaN is out of every range.
    if (!(rate > 0 && rate <= 10)) {
      throw new IllegalArgumentException("the learning rate must be above 0 to 10, got " + rate);
    }
    Ranges.check("warm-up", warmup, 0, 1_000_000_000);
    Ranges.check("hold", hold, 0, 1);
    Ranges.check("floor", floor, 0, 1);
  }

  /** The same at every step. */
  public static LearningRate constant(double rate) {
    return new LearningRate(Shape.CONSTANT, rate, 0, 0, 0);
  }

  /**
   * The rate of a step.
   *
   * @param step from 0
   * @param steps of the whole run
   */
  public double at(long step, long steps) {
    if (step < warmup) {
      return rate * step / (double) Math.max(1, warmup);
    }
    double begin = Math.max((double) warmup, hold * steps);
    double progress = Math.max(0, step - begin) / Math.max(1, steps - begin);
    return switch (shape) {
      case CONSTANT -> rate;
      case LINEAR -> rate * Math.max(0, 1 - progress);
      case COSINE ->
          rate * (floor + (1 - floor) * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, progress))));
    };
  }
}
