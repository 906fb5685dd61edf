// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import ai.djl.ndarray.NDArray;

/**
 * Classifier-free guidance: Ho and Salimans 2022, arXiv 2207.12598.
 *
 * @param scale how far to go from the negative prediction towards the positive one and beyond; 1 or
 *     less takes the positive prediction as it is
 * @param rescale how much of the positive prediction's contrast to restore, 0 to 1: arXiv
 *     2305.08891, section 3.4
 */
public record Guidance(double scale, double rescale) {
  public Guidance {
    if (!Double.isFinite(scale) || scale < 0) {
      throw new IllegalArgumentException("guidance scale must be 0 or more, got " + scale);
    }
    if (!(rescale >= 0 && rescale <= 1)) {
      throw new IllegalArgumentException("guidance rescale must be 0 to 1, got " + rescale);
    }
  }

  /** Guidance without rescaling. */
  public Guidance(double scale) {
    this(scale, 0);
  }

  /** No guidance. */
  public static Guidance none() {
    return new Guidance(1, 0);
  }

  /** Whether a negative prediction is needed at all; if not, one pass of the network will do. */
  public boolean isActive() {
    return scale > 1;
  }

  /**
   * Moves from the negative to the positive prediction and beyond.
   *
   * @param negative [B, ...]
   * @param positive [B, ...]
   * @return [B, ...], owned by the manager of the positive prediction
   */
  public NDArray combine(NDArray negative, NDArray positive) {
    return Scope.compute(() -> guided(negative, positive), positive, negative);
  }

  /**
   * The same, of one pass over both halves.
   *
   * @param both [2 B, ...]: the negative predictions, then the positive ones
   * @return [B, ...], owned by the same manager
   */
  public NDArray combine(NDArray both) {
    return Scope.compute(
        () -> {
          long half = both.getShape().get(0) / 2;
          return guided(both.get(":" + half), both.get(half + ":"));
        },
        both);
  }

  private NDArray guided(NDArray negative, NDArray positive) {
    NDArray guided = negative.add(positive.sub(negative).mul((float) scale));
    return rescale > 0 ? rescaled(guided, positive) : guided;
  }

  private NDArray rescaled(NDArray guided, NDArray positive) {
    NDArray restored = guided.mul(deviation(positive).div(deviation(guided)));
    return restored.mul((float) rescale).add(guided.mul((float) (1 - rescale)));
  }

  /** Of each picture, over all but the first axis, with Bessel's correction. */
  private static NDArray deviation(NDArray batch) {
    int[] axes = new int[batch.getShape().dimension() - 1];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = i + 1;
    }
    long count = batch.getShape().size() / batch.getShape().get(0);
    NDArray centred = batch.sub(batch.mean(axes, true));
    return centred.square().sum(axes, true).div((float) (count - 1)).sqrt();
  }
}
