// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.vae;

import ai.djl.ndarray.NDArray;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.nn.PixelAttention;
import studio.bonsai.engine.nn.ResnetBlock;
import studio.bonsai.engine.weights.ParameterSource;

/** Resnet, attention, resnet at the smallest size. */
final class MiddleBlock {
  private final ResnetBlock first;
  private final PixelAttention attention;
  private final ResnetBlock second;
  private final int channels;

  MiddleBlock(AutoencoderConfig config, ParameterSource source, Kernels kernels) {
    channels = config.deepest();
    first = new ResnetBlock(source.at("resnets.0"), kernels, channels, channels, 0, config.norm());
    attention = new PixelAttention(source.at("attentions.0"), kernels, channels, config.norm());
    second = new ResnetBlock(source.at("resnets.1"), kernels, channels, channels, 0, config.norm());
  }

  NDArray forward(NDArray x) {
    try (NDArray a = first.forward(x);
        NDArray b = attention.forward(a)) {
      return second.forward(b);
    }
  }

  long macs(int height, int width) {
    return first.macs(height, width) + attention.macs(height, width) + second.macs(height, width);
  }
}
