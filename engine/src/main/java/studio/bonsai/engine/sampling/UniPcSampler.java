// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * Unified predictor and corrector: Zhao et al. 2023, arXiv 2302.04867. A network call first
 * corrects the latent that the last step predicted, then predicts the next.
 */
final class UniPcSampler extends SolverSampler {
  private final SolverSettings solver;

  /** Where the last step began. */
  private final History base = new History(1);

  private int lastOrder;
  private int warm;

  UniPcSampler(SamplerSettings settings, NoiseSchedule schedule, int steps) {
    super(
        settings,
        steps,
        SigmaSchedule.ofWhole(settings, schedule, Double.NEGATIVE_INFINITY, steps),
        false);
    solver = settings.solver();
  }

  @Override
  Step advance(int index, NDArray output, NDArray x, NoiseSource noise) {
    NDArray original = original(index, output, x);
    NDArray model = solver.predictOriginal() ? original.duplicate() : noise(index, output, x);
    boolean corrects = base.size() > 0 && !solver.uncorrected().contains(index - 1);
    NDArray corrected = corrects ? correct(index, model) : x.duplicate();
    models.add(model);
    base.add(corrected);
    lastOrder = Math.min(order(index), warm + 1);
    warm = Math.min(warm + 1, solver.order());
    return new Step(predict(index, corrected), original);
  }

  /** Falls to 1 at the end: the last step, to sigma 0, has no higher order at all. */
  private int order(int index) {
    int left = calls() - index;
    boolean falls = solver.lowerOrderFinal() || (left == 1 && settings().sigmas().endsAtZero());
    return falls ? Math.min(solver.order(), left) : solver.order();
  }

  /** UniP: from this index to the next. */
  private NDArray predict(int index, NDArray x) {
    UniPcWeights weights = weights(index, index + 1);
    NDArray moved = firstOrder(index, index + 1, x, weights);
    if (lastOrder == 1) {
      return moved;
    }
    NDArray rest = differences(weights, weights.predictor());
    return moved.sub(rest.mul(scale(index + 1) * weights.b()));
  }

  /** UniC: once more from the last index to this one, now that the prediction here is known. */
  private NDArray correct(int index, NDArray model) {
    UniPcWeights weights = weights(index - 1, index);
    float[] rhos = weights.corrector();
    NDArray moved = firstOrder(index - 1, index, base.get(0), weights);
    NDArray rest = model.sub(models.get(0)).mul(rhos[rhos.length - 1]);
    if (lastOrder > 1) {
      rest = differences(weights, rhos).add(rest);
    }
    return moved.sub(rest.mul(scale(index) * weights.b()));
  }

  private NDArray firstOrder(int from, int to, NDArray x, UniPcWeights weights) {
    float keep =
        solver.predictOriginal() ? noiseShare(to) / noiseShare(from) : alpha(to) / alpha(from);
    return x.mul(keep).sub(models.get(0).mul(scale(to) * weights.phi1()));
  }

  private float scale(int to) {
    return solver.predictOriginal() ? alpha(to) : noiseShare(to);
  }

  /** The weighted differences between the newest prediction and the older ones. */
  private NDArray differences(UniPcWeights weights, float... rhos) {
    NDArray sum = null;
    for (int i = 0; i < lastOrder - 1; i++) {
      NDArray slope = models.get(i + 1).sub(models.get(0)).div(weights.place(i)).mul(rhos[i]);
      sum = sum == null ? slope : sum.add(slope);
    }
    return sum;
  }

  private UniPcWeights weights(int from, int to) {
    float h = lambda(to) - lambda(from);
    float[] places = new float[lastOrder];
    for (int i = 1; i < lastOrder; i++) {
      places[i - 1] = (lambda(from - i) - lambda(from)) / h;
    }
    places[lastOrder - 1] = 1;
    return new UniPcWeights(solver.predictOriginal() ? -h : h, solver.bh2(), places);
  }

  @Override
  List<History> histories() {
    return List.of(models, base);
  }
}
