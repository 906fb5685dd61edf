// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The noise levels of a run, float32 as diffusers keeps them, and the timesteps that go with them.
 */
final class SigmaSchedule {
  private static final double RHO = 7;

  private final float[] sigmas;
  private final double[] timesteps;

  private SigmaSchedule(double[] timesteps, double[] sigmas, float last) {
    this.timesteps = timesteps;
    this.sigmas = new float[sigmas.length + 1];
    for (int i = 0; i < sigmas.length; i++) {
      this.sigmas[i] = (float) sigmas[i];
    }
    this.sigmas[sigmas.length] = last;
  }

  /** For Euler and Heun: timesteps may be fractions, Karras spans those of the run. */
  static SigmaSchedule ofFractions(SamplerSettings settings, NoiseSchedule schedule, int steps) {
    float[] trained = schedule.sigmas();
    double[] timesteps =
        Timesteps.singles(
            Timesteps.descending(
                settings.spacing(), settings.stepsOffset(), trained.length, steps));
    double[] sigmas = interpolated(trained, timesteps);
    SigmaSpacing spacing = settings.sigmas();
    if (spacing.kind() != SigmaSpacing.Kind.TIMESTEPS) {
      double most = spacing.most().orElse(sigmas[0]);
      double least = spacing.least().orElse(sigmas[sigmas.length - 1]);
      sigmas = spread(spacing.kind(), most, least, steps);
      timesteps = Timesteps.singles(timesteps(sigmas, trained));
    }
    return new SigmaSchedule(timesteps, sigmas, spacing.endsAtZero() ? 0 : trained[0]);
  }

  /** For the multistep solvers: whole timesteps, Karras spans those of the training. */
  static SigmaSchedule ofWhole(
      SamplerSettings settings, NoiseSchedule schedule, double leastLambda, int steps) {
    float[] trained = schedule.sigmas();
    if (settings.sigmas().kind() != SigmaSpacing.Kind.TIMESTEPS) {
      return spreadOverTraining(settings, trained, steps);
    }
    int end = trained.length - below(leastLambda, trained);
    double[] timesteps =
        Timesteps.forSolver(settings.spacing(), settings.stepsOffset(), trained.length, end, steps);
    double[] sigmas = interpolated(trained, timesteps);
    return new SigmaSchedule(timesteps, sigmas, settings.sigmas().endsAtZero() ? 0 : trained[0]);
  }

  private static SigmaSchedule spreadOverTraining(
      SamplerSettings settings, float[] trained, int steps) {
    SigmaSpacing spacing = settings.sigmas();
    double[] sigmas = spread(spacing.kind(), trained[trained.length - 1], trained[0], steps);
    double[] places = timesteps(sigmas, trained);
    double[] timesteps = rounds(settings) ? Timesteps.rounded(places) : Timesteps.truncated(places);
    boolean repeatsLast = settings.type() == SamplerType.UNIPC;
    float least = repeatsLast ? (float) sigmas[sigmas.length - 1] : trained[0];
    return new SigmaSchedule(timesteps, sigmas, spacing.endsAtZero() ? 0 : least);
  }

  private static boolean rounds(SamplerSettings settings) {
    return switch (settings.sigmas().kind()) {
      case TIMESTEPS, EXPONENTIAL -> false;
      case KARRAS, LU ->
          settings.type() == SamplerType.UNIPC
              || settings.betas().curve() != BetaSchedule.Curve.SQUARED_COSINE;
    };
  }

  /** Noise over signal at each index, and at the end. */
  float[] sigmas() {
    return sigmas.clone();
  }

  double[] timesteps() {
    return timesteps.clone();
  }

  private static double[] spread(SigmaSpacing.Kind kind, double most, double least, int steps) {
    return switch (kind) {
      case KARRAS -> karras(most, least, steps);
      case EXPONENTIAL ->
          mapped(Timesteps.linspace(Math.log(most), Math.log(least), steps), Math::exp);
      case LU -> {
        float from = (float) Math.log(most);
        float to = (float) Math.log(least);
        double[] ramp = Timesteps.linspace(0, 1, steps);
        yield mapped(ramp, r -> Math.exp(from + r * ((double) to - from)));
      }
      case TIMESTEPS -> throw new IllegalArgumentException("nothing to spread");
    };
  }

  private static double[] karras(double most, double least, int steps) {
    double low = Math.pow(least, 1 / RHO);
    double high = Math.pow(most, 1 / RHO);
    double[] ramp = Timesteps.linspace(0, 1, steps);
    return mapped(ramp, r -> Math.pow(high + r * (low - high), RHO));
  }

  /** numpy.interp over whole places. */
  private static double[] interpolated(float[] values, double... places) {
    return mapped(
        places,
        place -> {
          int low = (int) Math.max(0, Math.min(place, values.length - 1));
          if (place <= low || low == values.length - 1) {
            return values[low];
          }
          return ((double) values[low + 1] - values[low]) * (place - low) + values[low];
        });
  }

  /** Where in the training a sigma occurs, interpolated in the logarithm. */
  private static double[] timesteps(double[] sigmas, float... trained) {
    float[] logs = new float[trained.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = (float) Math.log(trained[i]);
    }
    return mapped(sigmas, sigma -> timestep(Math.log(Math.max(sigma, 1e-10)), logs));
  }

  private static double timestep(double log, float... logs) {
    int low = 0;
    while (low < logs.length - 2 && log - logs[low + 1] >= 0) {
      low++;
    }
    double weight = (logs[low] - log) / (logs[low] - logs[low + 1]);
    weight = Math.max(0, Math.min(1, weight));
    return (1 - weight) * low + weight * (low + 1);
  }

  /** How many of the training's last steps have less signal than asked for. */
  private static int below(double leastLambda, float... trained) {
    int count = 0;
    for (float sigma : trained) {
      if (-Math.log(sigma) < leastLambda) {
        count++;
      }
    }
    return Math.min(count, trained.length - 1);
  }

  private static double[] mapped(double[] values, DoubleUnaryOperator function) {
    return Arrays.stream(values).map(function).toArray();
  }
}
