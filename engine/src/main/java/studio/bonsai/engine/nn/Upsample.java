// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.weights.ParameterSource;

/** Enlarges by the nearest neighbour, then a 3x3 convolution. */
public final class Upsample {
  private final int channels;
  private final LayerWeights weights;

  public Upsample(ParameterSource source, Kernels kernels, int channels) {
    this.channels = channels;
    weights =
        new ParameterList(source)
            .convolution("conv", channels, channels, 3)
            .weights(kernels, kernels.load("resample"));
  }

  /**
   * @param x [B, C, H, W]
   * @return [B, C, 2H, 2W]
   */
  public NDArray forward(NDArray x) {
    Shape shape = x.getShape();
    return weights.call(
        "up", WorkSize.enlarged(shape.get(0), 2 * shape.get(2), 2 * shape.get(3)), x);
  }

  /** To the height and width of a target, for sizes that halving rounded up. */
  public NDArray forward(NDArray x, NDArray target) {
    Shape shape = target.getShape();
    WorkSize size = WorkSize.enlarged(x.getShape().get(0), shape.get(2), shape.get(3));
    return weights.call("up_to", size, x, target);
  }

  /** Numbers that float32 on the CPU keeps beyond the stored ones; the size is the output's. */
  public long keptBeyondStored(int batch, int height, int width) {
    return weights.beyondStored(channels, channels, WorkSize.enlarged(batch, height, width));
  }

  /** Multiply-accumulate operations of one picture; the size is the output's. */
  public long macs(int height, int width) {
    return 9L * channels * channels * height * width;
  }
}
