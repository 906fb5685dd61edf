// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.nn;

import ai.djl.ndarray.NDArray;
import java.util.List;
import studio.bonsai.engine.kernels.Kernel;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.weights.ParameterSource;

/** Self-attention of one head over all pixels: the middle of the autoencoder. */
public final class PixelAttention {
  private final int channels;
  private final List<NDArray> parameters;
  private final Kernel kernel;

  public PixelAttention(ParameterSource source, Kernels kernels, int channels, Norm norm) {
    this.channels = channels;
    kernel = kernels.load("pixel_attention", norm.constants());
    parameters =
        new ParameterList(source)
            .norm("group_norm", channels)
            .linear("to_q", channels, channels)
            .linear("to_k", channels, channels)
            .linear("to_v", channels, channels)
            .linear("to_out.0", channels, channels)
            .arrays();
  }

  /**
   * @param x [B, C, H, W]
   * @return [B, C, H, W]
   */
  public NDArray forward(NDArray x) {
    return kernel.call("forward", x, parameters);
  }

  /** Multiply-accumulate operations of one picture, attention's own products not counted. */
  public long macs(int height, int width) {
    return 4L * channels * channels * height * width;
  }
}
