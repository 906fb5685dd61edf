// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.nn;

import ai.djl.ndarray.NDArray;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.weights.ParameterSource;

/** Self-attention of one head over all pixels: the middle of the autoencoder. */
public final class PixelAttention {
  private final int channels;
  private final LayerWeights weights;

  public PixelAttention(ParameterSource source, Kernels kernels, int channels, Norm norm) {
    this.channels = channels;
    weights =
        new ParameterList(source)
            .norm("group_norm", channels)
            .pixelLinear("to_q", channels, channels)
            .pixelLinear("to_k", channels, channels)
            .pixelLinear("to_v", channels, channels)
            .pixelLinear("to_out.0", channels, channels)
            .weights(kernels, kernels.load("pixel_attention", norm.constants()));
  }

  /**
   * @param x [B, C, H, W]
   * @return [B, C, H, W]
   */
  public NDArray forward(NDArray x) {
    return weights.call("forward", WorkSize.of(x), x);
  }

  /** Multiply-accumulate operations of one picture, attention's own products not counted. */
  public long macs(int height, int width) {
    return 4L * channels * channels * height * width;
  }
}
