// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.nn;

import ai.djl.ndarray.NDArray;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.weights.ParameterSource;

/** The convolutions at a network's two ends. */
public final class Convolution {
  private final String method;
  private final long macsPerPixel;
  private final LayerWeights weights;

  private Convolution(
      Kernels kernels, String method, Norm norm, long macsPerPixel, ParameterList list) {
    this.method = method;
    this.macsPerPixel = macsPerPixel;
    weights = list.weights(kernels, kernels.load("convolution", norm.constants()));
  }

  /** 3x3, alone: {@code conv_in}. */
  public static Convolution plain(
      ParameterSource source, Kernels kernels, String name, int in, int out) {
    ParameterList list = new ParameterList(source).convolution(name, in, out, 3);
    return new Convolution(kernels, "plain", new Norm(1, 0), 9L * in * out, list);
  }

  /** 3x3 behind {@code conv_norm_out} and SiLU: {@code conv_out}. */
  public static Convolution normalised(
      ParameterSource source, Kernels kernels, int in, int out, Norm norm) {
    ParameterList list =
        new ParameterList(source).norm("conv_norm_out", in).convolution("conv_out", in, out, 3);
    return new Convolution(kernels, "normalised", norm, 9L * in * out, list);
  }

  /** 1x1, alone: {@code quant_conv}. */
  public static Convolution pointwise(
      ParameterSource source, Kernels kernels, String name, int in, int out) {
    ParameterList list = new ParameterList(source).convolution(name, in, out, 1);
    return new Convolution(kernels, "pointwise", new Norm(1, 0), (long) in * out, list);
  }

  /**
   * @param x [B, in, H, W]
   * @return [B, out, H, W]
   */
  public NDArray forward(NDArray x) {
    return weights.call(method, WorkSize.of(x), x);
  }

  /** Multiply-accumulate operations of one picture. */
  public long macs(int height, int width) {
    return macsPerPixel * height * width;
  }
}
