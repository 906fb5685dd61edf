// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.unet;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.nn.Downsample;
import studio.bonsai.engine.nn.ResnetBlock;
import studio.bonsai.engine.nn.SpatialTransformer;
import studio.bonsai.engine.unet.UNetConfig.Level;
import studio.bonsai.engine.weights.ParameterSource;

/** One level on the way down: resnets, each with its transformer, then half the size. */
final class DownBlock {
  private final List<ResnetBlock> resnets = new ArrayList<>();
  private final List<SpatialTransformer> transformers = new ArrayList<>();
  private final Downsample downsample;

  DownBlock(
      UNetConfig config,
      Level level,
      int in,
      boolean last,
      ParameterSource source,
      Kernels kernels) {
    for (int i = 0; i < level.layers(); i++) {
      int channels = i == 0 ? in : level.channels();
      resnets.add(
          new ResnetBlock(
              source.at("resnets." + i),
              kernels,
              channels,
              level.channels(),
              config.timeChannels(),
              config.norm()));
      if (level.attention()) {
        transformers.add(
            new SpatialTransformer(
                source.at("attentions." + i),
                kernels,
                level.channels(),
                config.transformer(level.heads())));
      }
    }
    downsample =
        last ? null : new Downsample(source.at("downsamplers.0"), kernels, level.channels(), false);
  }

  /**
   * Pushes every output onto the skips, where the way up finds them; the last one is the result.
   */
  NDArray forward(NDArray x, NDArray time, NDArray text, Deque<NDArray> skips) {
    NDArray h = x;
    for (int i = 0; i < resnets.size(); i++) {
      h = resnets.get(i).forward(h, time);
      if (!transformers.isEmpty()) {
        NDArray plain = h;
        h = transformers.get(i).forward(plain, text);
        plain.close();
      }
      skips.push(h);
    }
    if (downsample != null) {
      h = downsample.forward(h);
      skips.push(h);
    }
    return h;
  }

  void count(Macs macs) {
    resnets.forEach(macs::add);
    transformers.forEach(macs::add);
    if (downsample != null) {
      macs.halve();
      macs.add(downsample);
    }
  }
}
