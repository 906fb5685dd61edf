// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * What is done to the predicted clean latent at each step to keep it in range.
 *
 * @param range largest magnitude of {@link Kind#FIXED}
 * @param ratio share of values that {@link Kind#DYNAMIC} leaves below its threshold, 0 to 1
 * @param largest highest threshold of {@link Kind#DYNAMIC}, at least 1
 */
record OriginalClip(Kind kind, double range, double ratio, double largest) {
  enum Kind {
    NONE,
    FIXED,
    /** Dynamic thresholding: Saharia et al. 2022, arXiv 2205.11487, section 2.3. */
    DYNAMIC
  }

  OriginalClip {
    if (!(range > 0)) {
      throw new IllegalArgumentException("clip_sample_range must be above 0, got " + range);
    }
    if (!(ratio >= 0 && ratio <= 1)) {
      throw new IllegalArgumentException("dynamic_thresholding_ratio must be 0 to 1, got " + ratio);
    }
    if (!(largest >= 1)) {
      throw new IllegalArgumentException("sample_max_value must be 1 or more, got " + largest);
    }
  }

  static OriginalClip none() {
    return new OriginalClip(Kind.NONE, 1, 1, 1);
  }

  /**
   * @param original [B, ...]
   * @return [B, ...], the same array where nothing is to be done
   */
  NDArray apply(NDArray original) {
    return switch (kind) {
      case NONE -> original;
      case FIXED -> original.clip((float) -range, (float) range);
      case DYNAMIC -> dynamic(original);
    };
  }

  private NDArray dynamic(NDArray original) {
    Shape shape = original.getShape();
    NDArray flat = original.reshape(shape.get(0), -1);
    NDArray limit =
        flat.abs().percentile(ratio * 100, new int[] {1}).clip(1f, (float) largest).expandDims(1);
    return flat.minimum(limit).maximum(limit.neg()).div(limit).reshape(shape);
  }
}
