// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

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
   * @param negative [B, ...], in any floating point type
   * @param positive [B, ...]
   * @return [B, ...], float32, owned by the manager of the positive prediction
   */
  public NDArray combine(NDArray negative, NDArray positive) {
    return Scope.compute(() -> guided(negative, positive), positive, negative);
  }

  /**
   * The same, of one pass over both halves.
   *
   * @param both [2 B, ...]: the negative predictions, then the positive ones
   * @return [B, ...], float32, owned by the same manager
   */
  public NDArray combine(NDArray both) {
    return Scope.compute(
        () -> {
          long half = both.getShape().get(0) / 2;
          return guided(both.get(":" + half), both.get(half + ":"));
        },
        both);
  }

  /**
   * Tells the scale to a distilled U-Net (one with {@code time_cond_proj_dim}), which then needs no
   * negative prediction: arXiv 2310.04378, in the form of diffusers' guidance scale embedding.
   *
   * @param size time_cond_proj_dim, at least 4
   * @return [batch, size], float32
   */
  public NDArray embedding(NDManager manager, long batch, int size) {
    if (size < 4 || batch < 1) {
      throw new IllegalArgumentException(
          "an embedding needs a size of at least 4 and a batch, got " + size + " and " + batch);
    }
    NDArray embedding;
    try (NDManager scope = manager.newSubManager()) {
      int half = size / 2;
      float step = (float) Math.log(10_000) / (half - 1);
      NDArray places = scope.arange(0f, half, 1f, DataType.FLOAT32);
      NDArray angles = places.mul(-step).exp().mul((float) (scale - 1) * 1000);
      NDArray row = angles.sin().concat(angles.cos());
      if (size % 2 == 1) {
        row = row.concat(scope.zeros(new Shape(1)));
      }
      embedding = row.expandDims(0).repeat(0, batch);
      embedding.attach(manager);
    }
    return embedding;
  }

  private NDArray guided(NDArray negative, NDArray positive) {
    NDArray to = positive.toType(DataType.FLOAT32, false);
    NDArray from = negative.toType(DataType.FLOAT32, false);
    NDArray guided = from.add(to.sub(from).mul((float) scale));
    return rescale > 0 ? rescaled(guided, to) : guided;
  }

  private NDArray rescaled(NDArray guided, NDArray positive) {
    NDArray restored = guided.mul(deviation(positive).div(deviation(guided)));
    return restored.mul((float) rescale).add(guided.mul((float) (1 - rescale)));
  }

  /** Of each picture, over all its values, with Bessel's correction: [B, 1, ...]. */
  private static NDArray deviation(NDArray batch) {
    long pictures = batch.getShape().get(0);
    NDArray flat = batch.reshape(pictures, -1);
    NDArray centred = flat.sub(flat.mean(new int[] {1}, true));
    NDArray variance =
        centred.square().sum(new int[] {1}, true).div((float) (flat.getShape().get(1) - 1));
    long[] shape = new long[batch.getShape().dimension()];
    Arrays.fill(shape, 1);
    shape[0] = pictures;
    return variance.sqrt().reshape(shape);
  }
}
