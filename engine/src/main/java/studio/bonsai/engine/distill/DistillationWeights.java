// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.distill;

/**
 * How much each loss counts.
 *
 * @param task of the student against the noise itself
 * @param output of the student against the teacher
 * @param feature of the sum over all hooks
 * @param normalised whether each hook's loss is divided by the variance of the teacher's feature;
 *     else the largest features outweigh all others
 */
public record DistillationWeights(double task, double output, double feature, boolean normalised) {
  /** The paper's: 1, 1, 1, plain. */
  public static DistillationWeights paper() {
    return new DistillationWeights(1, 1, 1, false);
  }
}
