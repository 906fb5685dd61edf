// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

/** The timesteps of a run, by the rules (and the rounding) of numpy as diffusers uses it. */
final class Timesteps {
  private Timesteps() {}

  /**
   * Descending timesteps, one a step.
   *
   * @param length number of timesteps of the training
   * @param offset added to those of {@link TimestepSpacing#LEADING}
   * @return whole numbers, save for {@link TimestepSpacing#LINSPACE}
   */
  static double[] descending(TimestepSpacing spacing, int offset, int length, int steps) {
    return switch (spacing) {
      case LEADING -> leading(offset, length / steps, steps);
      case LINSPACE -> reversed(linspace(0, length - 1, steps));
      case TRAILING -> trailing(length, (double) length / steps, steps);
    };
  }

  /**
   * Descending whole timesteps of the multistep solvers: one more point, the last one left out.
   *
   * @param end one past the first timestep, at most length
   */
  static double[] forSolver(TimestepSpacing spacing, int offset, int length, int end, int steps) {
    return switch (spacing) {
      case LEADING -> head(leading(offset, end / (steps + 1), steps + 1), steps);
      case LINSPACE -> head(rounded(reversed(linspace(0, end - 1, steps + 1))), steps);
      case TRAILING -> trailing(end, (double) length / steps, steps);
    };
  }

  private static double[] leading(int offset, int stride, int steps) {
    double[] timesteps = new double[steps];
    for (int i = 0; i < steps; i++) {
      timesteps[i] = (double) (steps - 1 - i) * stride + offset;
    }
    return timesteps;
  }

  /**
   * numpy.arange(from, 0, -stride), rounded, less one. For some step counts (61, 103...) numpy
   * rounds to one element more, which would be timestep -1; it is left out here.
   */
  private static double[] trailing(int from, double stride, int steps) {
    int count = (int) Math.min(steps, Math.ceil(from / stride));
    double[] timesteps = new double[count];
    double delta = (from - stride) - from;
    for (int i = 0; i < count; i++) {
      timesteps[i] = Math.rint(from + i * delta) - 1;
    }
    return timesteps;
  }

  /** numpy.linspace: both ends included. */
  static double[] linspace(double from, double to, int count) {
    double[] values = new double[count];
    double step = (to - from) / (count - 1);
    for (int i = 0; i < count; i++) {
      values[i] = i == 0 ? from : i * step + from;
    }
    if (count > 1) {
      values[count - 1] = to;
    }
    return values;
  }

  /** Half to even, as numpy rounds. */
  static double[] rounded(double... values) {
    double[] rounded = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = Math.rint(values[i]);
    }
    return rounded;
  }

  static double[] truncated(double... values) {
    double[] truncated = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      truncated[i] = (long) values[i];
    }
    return truncated;
  }

  /** As torch's float32 holds them. */
  static double[] singles(double... values) {
    double[] singles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      singles[i] = (float) values[i];
    }
    return singles;
  }

  private static double[] reversed(double... values) {
    double[] reversed = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      reversed[i] = values[values.length - 1 - i];
    }
    return reversed;
  }

  private static double[] head(double[] values, int count) {
    double[] head = new double[count];
    System.arraycopy(values, 0, head, 0, count);
    return head;
  }
}
