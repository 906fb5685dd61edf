// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.nn;

import ai.djl.ndarray.NDArray;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.weights.ParameterSource;

/**
 * Two 3x3 convolutions behind group norm and SiLU, around them a shortcut; the time embedding is
 * added between them. diffusers' {@code ResnetBlock2D}.
 */
public final class ResnetBlock {
  private final int in;
  private final int out;
  private final int timeChannels;
  private final LayerWeights weights;

  /**
   * @param timeChannels width of the time embedding; 0 for a block without one (the autoencoder's)
   */
  public ResnetBlock(
      ParameterSource source, Kernels kernels, int in, int out, int timeChannels, Norm norm) {
    this.in = in;
    this.out = out;
    this.timeChannels = timeChannels;
    ParameterList list =
        new ParameterList(source)
            .norm("norm1", in)
            .convolution("conv1", in, out, 3)
            .norm("norm2", out)
            .convolution("conv2", out, out, 3);
    if (timeChannels > 0) {
      list.linear("time_emb_proj", timeChannels, out);
    }
    if (in != out) {
      list.convolution("conv_shortcut", in, out, 1);
    }
    weights = list.weights(kernels, kernels.load("resnet", norm.constants()));
  }

  /**
   * @param x [B, in, H, W]
   * @param time [B, timeChannels], SiLU already applied
   * @return [B, out, H, W]
   */
  public NDArray forward(NDArray x, NDArray time) {
    return weights.call("forward", WorkSize.of(x), x, time);
  }

  /**
   * The same over two pictures side by side in the channels.
   *
   * @param x [B, a, H, W]
   * @param skip [B, in - a, H, W]
   */
  public NDArray forward(NDArray x, NDArray skip, NDArray time) {
    return weights.call("forward_with_skip", WorkSize.of(x), x, skip, time);
  }

  /** For a block without a time embedding. */
  public NDArray forward(NDArray x) {
    return weights.call("forward_without_time", WorkSize.of(x), x);
  }

  /** Multiply-accumulate operations of one picture. */
  public long macs(int height, int width) {
    long perPixel = 9L * in * out + 9L * out * out + (in == out ? 0L : (long) in * out);
    return perPixel * height * width + (long) timeChannels * out;
  }

  /** Numbers that float32 on the CPU keeps beyond the stored ones, for so many pictures at once. */
  public long keptBeyondStored(int batch, int height, int width) {
    WorkSize size = new WorkSize(batch, height, width);
    return weights.beyondStored(in, out, size) + weights.beyondStored(out, out, size);
  }

  public int outChannels() {
    return out;
  }
}
