// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import ai.djl.ndarray.NDArray;

/**
 * Multistep DPM-Solver (Lu et al. 2022, arXiv 2206.00927), DPM-Solver++ (arXiv 2211.01095, its
 * Algorithm 2) and their stochastic forms, of order 1 to 3.
 */
final class DpmSolverSampler extends SolverSampler {
  private static final int SHORT_RUN = 15;

  private final SolverSettings solver;
  private int warm;

  DpmSolverSampler(SamplerSettings settings, NoiseSchedule schedule, int steps) {
    super(
        settings,
        steps,
        SigmaSchedule.ofWhole(settings, schedule, settings.solver().leastLambda(), steps),
        settings.solver().midpoint() && settings.solver().order() < 3);
    solver = settings.solver();
  }

  @Override
  Step advance(int index, NDArray output, NDArray x, NoiseSource noise) {
    NDArray original = original(index, output, x);
    models.add(solver.algorithm().ofOriginal() ? original.duplicate() : noise(index, output, x));
    int order = order(index);
    warm = Math.min(warm + 1, solver.order());
    DpmFactors factors =
        DpmFactors.of(
            solver.algorithm(),
            order == 2 && solver.midpoint(),
            new DpmFactors.Place(alpha(index), noiseShare(index)),
            new DpmFactors.Place(alpha(index + 1), noiseShare(index + 1)),
            lambda(index + 1) - lambda(index));
    NDArray moved = x.mul(factors.x()).add(models.get(0).mul(factors.d0()));
    if (order == 2) {
      moved = moved.add(slope(index, 0).mul(factors.d1()));
    } else if (order == 3) {
      moved = thirdOrder(index, moved, factors);
    }
    if (solver.algorithm().isStochastic()) {
      moved = moved.add(noise.normal(x.getManager(), x.getShape()).mul(factors.noise()));
    }
    return new Step(moved, original);
  }

  /** Lower at the start, where predictions are missing, and at the end, for stability. */
  private int order(int index) {
    int left = calls() - index;
    boolean gentle = solver.lowerOrderFinal() && calls() < SHORT_RUN;
    boolean first =
        left == 1 && (solver.eulerAtFinal() || gentle || settings().sigmas().endsAtZero());
    if (solver.order() == 1 || warm < 1 || first) {
      return 1;
    }
    return solver.order() == 2 || warm < 2 || (left == 2 && gentle) ? 2 : 3;
  }

  /** The first difference between predictions of neighbouring indices, per h of this step. */
  private NDArray slope(int index, int age) {
    return models.get(age).sub(models.get(age + 1)).mul(1 / ratio(index, age));
  }

  /** An earlier step's length in lambda, over this step's. */
  private float ratio(int index, int age) {
    float h = lambda(index + 1) - lambda(index);
    return (lambda(index - age) - lambda(index - age - 1)) / h;
  }

  private NDArray thirdOrder(int index, NDArray moved, DpmFactors factors) {
    float r0 = ratio(index, 0);
    float sum = r0 + ratio(index, 1);
    NDArray near = slope(index, 0);
    NDArray bend = near.sub(slope(index, 1));
    NDArray d1 = near.add(bend.mul(r0 / sum));
    NDArray d2 = bend.mul(1 / sum);
    return moved.add(d1.mul(factors.d1())).add(d2.mul(factors.d2()));
  }
}
