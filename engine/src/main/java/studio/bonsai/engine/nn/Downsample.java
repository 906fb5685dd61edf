// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.nn;

import ai.djl.ndarray.NDArray;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.weights.ParameterSource;

/** Halves height and width by a 3x3 convolution of stride 2. */
public final class Downsample {
  private final int channels;
  private final String method;
  private final LayerWeights weights;

  /**
   * @param paddedBehind one row below and one column to the right are added (the autoencoder), else
   *     one on each side (the U-Net)
   */
  public Downsample(ParameterSource source, Kernels kernels, int channels, boolean paddedBehind) {
    this.channels = channels;
    method = paddedBehind ? "down_padded_behind" : "down";
    WeightForm form = new WeightForm.Convolution(2, paddedBehind ? 0 : 1);
    weights =
        new ParameterList(source)
            .convolution("conv", channels, channels, 3, form)
            .weights(kernels, kernels.load("resample"));
  }

  /**
   * @param x [B, C, H, W]
   * @return [B, C, ceil(H/2), ceil(W/2)]
   */
  public NDArray forward(NDArray x) {
    return weights.call(method, WorkSize.of(x), x);
  }

  /** Multiply-accumulate operations of one picture; the size is the output's. */
  public long macs(int height, int width) {
    return 9L * channels * channels * height * width;
  }
}
