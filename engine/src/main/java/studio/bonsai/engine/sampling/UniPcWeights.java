// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

/**
 * The weights of one UniPC step: arXiv 2302.04867, section 3.1, in float32 and in the order of
 * operations of diffusers.
 */
final class UniPcWeights {
  private final float[] places;
  private final float[] right;
  private final float phi1;
  private final float b;

  /**
   * @param hh the step's length in lambda, its sign turned when solving for clean latents
   * @param bh2 B(h) = e^h - 1 rather than h
   * @param places where the predictions lie in units of the step; the last is 1
   */
  UniPcWeights(float hh, boolean bh2, float... places) {
    this.places = places;
    phi1 = (float) Math.expm1(hh);
    b = bh2 ? phi1 : hh;
    right = new float[places.length];
    float phi = phi1 / hh - 1;
    int factorial = 1;
    for (int i = 0; i < right.length; i++) {
      right[i] = phi * factorial / b;
      factorial *= i + 2;
      phi = phi / hh - (float) (1.0 / factorial);
    }
  }

  /** e^h - 1. */
  float phi1() {
    return phi1;
  }

  /** B(h). */
  float b() {
    return b;
  }

  /** Where the prediction that is i + 1 steps older lies. */
  float place(int i) {
    return places[i];
  }

  /** The weights of the predictor's differences; one less than the order. */
  float[] predictor() {
    // Order 2 has this closed form.
    return places.length == 2 ? new float[] {0.5f} : solve(places.length - 1);
  }

  /** The weights of the corrector's differences, the newest last. */
  float[] corrector() {
    return places.length == 1 ? new float[] {0.5f} : solve(places.length);
  }

  /** Solves the Vandermonde system {@code sum_j places_j^i rho_j = right_i}. */
  private float[] solve(int size) {
    double[][] rows = new double[size][size + 1];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        rows[i][j] = (float) Math.pow(places[j], i);
      }
      rows[i][size] = right[i];
    }
    for (int pivot = 0; pivot < size; pivot++) {
      swapLargestUp(rows, pivot);
      for (int i = 0; i < size; i++) {
        double factor = i == pivot ? 0 : rows[i][pivot] / rows[pivot][pivot];
        for (int j = pivot; j <= size; j++) {
          rows[i][j] -= factor * rows[pivot][j];
        }
      }
    }
    float[] rhos = new float[size];
    for (int i = 0; i < size; i++) {
      rhos[i] = (float) (rows[i][size] / rows[i][i]);
    }
    return rhos;
  }

  private static void swapLargestUp(double[][] rows, int pivot) {
    int largest = pivot;
    for (int i = pivot + 1; i < rows.length; i++) {
      if (Math.abs(rows[i][pivot]) > Math.abs(rows[largest][pivot])) {
        largest = i;
      }
    }
    double[] row = rows[pivot];
    rows[pivot] = rows[largest];
    rows[largest] = row;
  }
}
