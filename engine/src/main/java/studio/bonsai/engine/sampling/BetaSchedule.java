// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.kernels.LibTorch;

/**
 * How much noise each step of the training adds, in float32 as torch computes it.
 *
 * @param trainTimesteps number of training steps, 1 to 100,000
 * @param start beta of the first step, in (0, 1)
 * @param end beta of the last step, in (0, 1)
 * @param trained the betas themselves; empty: made from start, end and curve
 * @param zeroTerminalSnr rescale so that the last step is pure noise: arXiv 2305.08891, Algorithm 1
 */
record BetaSchedule(
    int trainTimesteps,
    double start,
    double end,
    Curve curve,
    List<Double> trained,
    boolean zeroTerminalSnr) {
  private static final double LARGEST_BETA = 0.999;

  enum Curve {
    LINEAR("linear"),
    /** Linear in the root: the latent diffusion models. */
    SCALED_LINEAR("scaled_linear"),
    /** Nichol and Dhariwal 2021, arXiv 2102.09672. */
    SQUARED_COSINE("squaredcos_cap_v2"),
    EXPONENTIAL("exp");

    private final String json;

    Curve(String json) {
      this.json = json;
    }

    String json() {
      return json;
    }
  }

  BetaSchedule {
    trained = List.copyOf(trained);
    if (trainTimesteps < 1 || trainTimesteps > 100_000) {
      throw new IllegalArgumentException(
          "num_train_timesteps must be 1 to 100000, got " + trainTimesteps);
    }
    if (!trained.isEmpty() && trained.size() != trainTimesteps) {
      throw new IllegalArgumentException(
          "trained_betas must have num_train_timesteps = "
              + trainTimesteps
              + " values, got "
              + trained.size());
    }
    checkBeta("beta_start", start);
    checkBeta("beta_end", end);
    trained.forEach(beta -> checkBeta("trained_betas", beta));
  }

  private static void checkBeta(String name, double beta) {
    if (!(beta > 0 && beta < 1)) {
      throw new IllegalArgumentException(name + " must lie between 0 and 1, got " + beta);
    }
  }

  /** The share of the signal left after each step: the running product of 1 - beta. */
  float[] alphasCumprod() {
    float[] alphas = complements(betas());
    return zeroTerminalSnr ? cumulativeProduct(zeroTerminal(alphas)) : cumulativeProduct(alphas);
  }

  float[] betas() {
    if (!trained.isEmpty()) {
      float[] betas = new float[trainTimesteps];
      for (int i = 0; i < betas.length; i++) {
        betas[i] = trained.get(i).floatValue();
      }
      return betas;
    }
    return switch (curve) {
      case LINEAR -> linspace(start, end);
      case SCALED_LINEAR -> squares(linspace(Math.sqrt(start), Math.sqrt(end)));
      case SQUARED_COSINE -> fromAlphaBar(t -> square(Math.cos((t + 0.008) / 1.008 * Math.PI / 2)));
      case EXPONENTIAL -> fromAlphaBar(t -> Math.exp(t * -12.0));
    };
  }

  /** torch.linspace: from both ends towards the middle, one fused multiply-add each. */
  private float[] linspace(double from, double to) {
    float[] values = new float[trainTimesteps];
    float step = trainTimesteps == 1 ? 0 : ((float) to - (float) from) / (trainTimesteps - 1);
    for (int i = 0; i < values.length; i++) {
      values[i] =
          i < values.length / 2 || values.length == 1
              ? Math.fma(step, i, (float) from)
              : Math.fma(-step, values.length - 1 - i, (float) to);
    }
    return values;
  }

  private float[] fromAlphaBar(DoubleUnaryOperator alphaBar) {
    float[] betas = new float[trainTimesteps];
    for (int i = 0; i < betas.length; i++) {
      double here = alphaBar.applyAsDouble((double) i / betas.length);
      double next = alphaBar.applyAsDouble((double) (i + 1) / betas.length);
      betas[i] = (float) Math.min(1 - next / here, LARGEST_BETA);
    }
    return betas;
  }

  /** Shifts and scales the roots so that the last is 0 and the first stays, and goes back. */
  private static float[] zeroTerminal(float... alphas) {
    float[] root = roots(cumulativeProduct(alphas));
    float first = root[0];
    float last = root[root.length - 1];
    float scale = first / (first - last);
    float[] rescaled = new float[alphas.length];
    float before = 1;
    for (int i = 0; i < root.length; i++) {
      float shifted = (root[i] - last) * scale;
      float bar = shifted * shifted;
      // Through beta and back, as the original does: the detour rounds.
      float beta = 1 - (i == 0 ? bar : bar / before);
      rescaled[i] = 1 - beta;
      before = bar;
    }
    return rescaled;
  }

  /**
   * Square roots by libtorch, whose vectorised root is not rounded as Java's: at the last timestep
   * sigma is 4096, and a last bit here is a fifth digit at the end of a run.
   */
  static float[] roots(float... values) {
    try (NDManager manager = LibTorch.newManager(Compute.cpu())) {
      return manager.create(values).sqrt().toFloatArray();
    }
  }

  /** torch.cumprod on the CPU: accumulates in double, stores float. */
  private static float[] cumulativeProduct(float... values) {
    float[] products = new float[values.length];
    double product = 1;
    for (int i = 0; i < values.length; i++) {
      product *= values[i];
      products[i] = (float) product;
    }
    return products;
  }

  private static float[] complements(float... values) {
    float[] complements = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      complements[i] = 1 - values[i];
    }
    return complements;
  }

  private static float[] squares(float... values) {
    float[] squares = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      squares[i] = values[i] * values[i];
    }
    return squares;
  }

  private static double square(double x) {
    return x * x;
  }
}
