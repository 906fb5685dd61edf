// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.unet;

import ai.djl.ndarray.NDArray;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.nn.ResnetBlock;
import studio.bonsai.engine.nn.SpatialTransformer;
import studio.bonsai.engine.unet.UNetConfig.Level;
import studio.bonsai.engine.weights.ParameterSource;

/** The coarsest level's resnet, transformer, resnet. */
final class MiddleBlock {
  private final ResnetBlock first;
  private final SpatialTransformer transformer;
  private final ResnetBlock second;

  MiddleBlock(UNetConfig config, ParameterSource source, Kernels kernels) {
    Level level = config.coarsest();
    int channels = level.channels();
    first = resnet(config, source.at("resnets.0"), kernels, channels);
    transformer =
        new SpatialTransformer(
            source.at("attentions.0"), kernels, channels, config.transformer(level.heads()));
    second = resnet(config, source.at("resnets.1"), kernels, channels);
  }

  private static ResnetBlock resnet(
      UNetConfig config, ParameterSource source, Kernels kernels, int channels) {
    return new ResnetBlock(
        source, kernels, channels, channels, config.timeChannels(), config.norm());
  }

  NDArray forward(NDArray x, NDArray time, TextContext text) {
    try (NDArray a = Segment.of(in -> first.forward(in.get(0), in.get(1)), x, time);
        NDArray b =
            Segment.of(in -> transformer.forward(in.get(0), in.get(1)), a, text.of(transformer))) {
      return Segment.of(in -> second.forward(in.get(0), in.get(1)), b, time);
    }
  }

  void count(Cost cost) {
    cost.add(first);
    cost.add(transformer);
    cost.add(second);
  }
}
