// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/**
 * Spherical interpolation between noises, picture by picture: the mixture stays as loud as noise.
 */
final class Slerp {
  /** Cosine above which two noises count as parallel. */
  private static final double PARALLEL = 0.9995;

  private Slerp() {}

  /**
   * @param from [B, ...]
   * @param to [B, ...]
   * @param share 0 gives from, 1 gives to
   * @return [B, ...], owned by the manager of from
   */
  static NDArray mix(NDArray from, NDArray to, double share) {
    NDManager owner = from.getManager();
    try (NDManager scope = owner.newSubManager()) {
      NDList mixed = new NDList();
      for (long i = 0; i < from.getShape().get(0); i++) {
        NDArray a = from.get(i + ":" + (i + 1));
        NDArray b = to.get(i + ":" + (i + 1));
        a.attach(scope);
        b.attach(scope);
        mixed.add(mixOne(a, b, share));
      }
      NDArray result = NDArrays.concat(mixed, 0);
      result.attach(owner);
      return result;
    }
  }

  private static NDArray mixOne(NDArray a, NDArray b, double share) {
    double lengths = norm(a) * norm(b);
    double cosine = a.mul(b).sum().getFloat() / lengths;
    if (cosine > PARALLEL) {
      return a.mul((float) (1 - share)).add(b.mul((float) share));
    }
    double angle = Math.acos(Math.max(-1, cosine));
    float wa = (float) (Math.sin((1 - share) * angle) / Math.sin(angle));
    float wb = (float) (Math.sin(share * angle) / Math.sin(angle));
    return a.mul(wa).add(b.mul(wb));
  }

  private static double norm(NDArray x) {
    return Math.sqrt(x.square().sum().getFloat());
  }
}
