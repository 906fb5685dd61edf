// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.vae;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.nn.Convolution;
import studio.bonsai.engine.nn.Downsample;
import studio.bonsai.engine.nn.ResnetBlock;
import studio.bonsai.engine.weights.ParameterSource;

/** Picture to the posterior's moments. */
final class Encoder {
  private final List<UnaryOperator<NDArray>> stages = new ArrayList<>();

  Encoder(AutoencoderConfig config, ParameterSource root, Kernels kernels) {
    ParameterSource source = root.at("encoder");
    int in = config.channels().get(0);
    stages.add(
        Convolution.plain(source, kernels, "conv_in", config.pictureChannels(), in)::forward);
    for (int i = 0; i < config.channels().size(); i++) {
      ParameterSource block = source.at("down_blocks." + i);
      int out = config.channels().get(i);
      for (int layer = 0; layer < config.layers(); layer++) {
        stages.add(
            new ResnetBlock(
                    block.at("resnets." + layer),
                    kernels,
                    layer == 0 ? in : out,
                    out,
                    0,
                    config.norm())
                ::forward);
      }
      if (i < config.channels().size() - 1) {
        stages.add(new Downsample(block.at("downsamplers.0"), kernels, out, true)::forward);
      }
      in = out;
    }
    stages.add(new MiddleBlock(config, source.at("mid_block"), kernels)::forward);
    int moments = 2 * config.latentChannels();
    stages.add(Convolution.normalised(source, kernels, in, moments, config.norm())::forward);
    stages.add(Convolution.pointwise(root, kernels, "quant_conv", moments, moments)::forward);
  }

  /**
   * @param picture [B, 3, H, W]
   * @return [B, 2 * latentChannels, H/f, W/f]: mean and logarithm of the variance
   */
  NDArray forward(NDArray picture) {
    return Stages.run(stages, picture);
  }
}
