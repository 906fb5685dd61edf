// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import static studio.bonsai.engine.sampling.NoiseSchedule.root;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;

/**
 * Pseudo numerical methods for diffusion models on manifolds: Liu et al. 2022, arXiv 2202.09778;
 * formula numbers are the paper's. Stable Diffusion skips the Runge-Kutta start and takes the
 * second timestep twice instead (a step of Heun's kind), so that n steps call the network n + 1
 * times.
 */
final class PndmSampler extends Sampler {
  private static final int ORDER = 4;

  private final NoiseSchedule schedule;
  private final int stride;
  private final int warmUpCalls;

  /** The last noise predictions, e_t. */
  private final History predictions = new History(ORDER);

  /** The latent from which the calls of one Runge-Kutta or Heun step start. */
  private final History base = new History(1);

  /** The running mean of a Runge-Kutta step. */
  private final History mean = new History(1);

  private int counter;

  PndmSampler(SamplerSettings settings, NoiseSchedule schedule, int steps) {
    super(settings, steps, timesteps(settings, schedule.length(), steps));
    this.schedule = schedule;
    stride = schedule.length() / steps;
    warmUpCalls = settings.skipPrkSteps() ? 0 : 3 * ORDER;
    checkPrediction(PredictionType.SAMPLE);
    checkTimesteps(schedule);
  }

  private static double[] timesteps(SamplerSettings settings, int length, int steps) {
    double[] plain =
        Timesteps.rounded(
            Timesteps.descending(settings.spacing(), settings.stepsOffset(), length, steps));
    return settings.skipPrkSteps() ? secondTwice(plain) : rungeKutta(plain, length / steps / 2);
  }

  private static double[] secondTwice(double... plain) {
    if (plain.length < 2) {
      return plain;
    }
    double[] timesteps = new double[plain.length + 1];
    System.arraycopy(plain, 0, timesteps, 0, 2);
    System.arraycopy(plain, 1, timesteps, 2, plain.length - 1);
    return timesteps;
  }

  /** Each of the first three steps at its start, twice at its middle, and at its end. */
  private static double[] rungeKutta(double[] plain, int half) {
    if (plain.length < ORDER) {
      throw new IllegalArgumentException(
          "PNDM with Runge-Kutta steps needs at least " + ORDER + " steps, got " + plain.length);
    }
    double[] timesteps = new double[3 * ORDER + plain.length - 3];
    for (int step = 0; step < 3; step++) {
      double middle = plain[step + 1] + half;
      double[] calls = {plain[step], middle, middle, plain[step + 1]};
      System.arraycopy(calls, 0, timesteps, ORDER * step, ORDER);
    }
    System.arraycopy(plain, 3, timesteps, 3 * ORDER, plain.length - 3);
    return timesteps;
  }

  /** The first three steps take four calls each where they are Runge and Kutta's. */
  @Override
  int indexOf(int step) {
    return step + Math.min(step, 3) * (warmUpCalls == 0 ? 0 : ORDER - 1);
  }

  @Override
  public NDArray addNoise(NDArray original, NDArray noise, int index) {
    return schedule.addNoise(original, noise, trained(index));
  }

  @Override
  Step advance(int index, NDArray output, NDArray latent, NoiseSource noise) {
    Step step =
        index < warmUpCalls
            ? rungeKuttaStep(index, output, latent)
            : multistep(trained(index), output, latent);
    counter++;
    return step;
  }

  /** Formula (13), one call of four. */
  private Step rungeKuttaStep(int index, NDArray output, NDArray latent) {
    int call = index % ORDER;
    int to = trained(index) - (index % 2 == 0 ? stride / 2 : 0);
    NDArray direction = output;
    if (call == 0) {
      base.add(latent.duplicate());
      predictions.add(output.duplicate());
      mean.add(output.mul((float) (1.0 / 6)));
    } else if (call < 3) {
      mean.add(mean.get(0).add(output.mul((float) (1.0 / 3))));
    } else {
      direction = mean.get(0).add(output.mul((float) (1.0 / 6)));
    }
    return transfer(base.get(0), direction, trained(index - call), to);
  }

  /**
   * Formula (12), with lower orders until enough predictions are there. The second call repeats the
   * first one's step wherever a run begins, as in diffusers: from a picture its timestep is already
   * the next one, so that a run of one step makes the last step twice.
   */
  private Step multistep(int timestep, NDArray output, NDArray latent) {
    if (counter == 1 && warmUpCalls == 0) {
      NDArray direction = output.add(predictions.get(0)).div(2f);
      return transfer(base.get(0), direction, timestep + stride, timestep);
    }
    predictions.add(output.duplicate());
    if (counter == 0) {
      base.add(latent.duplicate());
    }
    return transfer(latent, combination(), timestep, timestep - stride);
  }

  private NDArray combination() {
    NDArray e0 = predictions.get(0);
    return switch (predictions.size()) {
      case 1 -> e0;
      case 2 -> e0.mul(3f).sub(predictions.get(1)).div(2f);
      case 3 ->
          e0.mul(23f).sub(predictions.get(1).mul(16f)).add(predictions.get(2).mul(5f)).div(12f);
      default ->
          e0.mul(55f)
              .sub(predictions.get(1).mul(59f))
              .add(predictions.get(2).mul(37f))
              .sub(predictions.get(3).mul(9f))
              .mul((float) (1.0 / 24));
    };
  }

  /** Formula (9): from one timestep to another along a predicted noise. */
  private Step transfer(NDArray x, NDArray direction, int from, int to) {
    float a = schedule.alphaCumprod(from);
    float aTo = alphaTo(schedule, to);
    NDArray eps = NoiseSchedule.noise(settings().prediction(), direction, x, root(a), root(1 - a));
    float scale = a * root(1 - aTo) + root(a * (1 - a) * aTo);
    NDArray moved = x.mul(root(aTo / a)).sub(eps.mul(aTo - a).div(scale));
    NDArray original = NoiseSchedule.original(PredictionType.EPSILON, eps, x, root(a), root(1 - a));
    return new Step(moved, original);
  }

  @Override
  List<History> histories() {
    return Arrays.asList(predictions, base, mean);
  }
}
