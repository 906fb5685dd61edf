// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.vae;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.nn.Convolution;
import studio.bonsai.engine.nn.ResnetBlock;
import studio.bonsai.engine.nn.Upsample;
import studio.bonsai.engine.weights.ParameterSource;

/** Latent (unscaled) to picture. */
final class Decoder {
  private final List<UnaryOperator<NDArray>> stages = new ArrayList<>();
  private final AutoencoderConfig config;
  private long macsPerLatentPixel;

  Decoder(AutoencoderConfig config, ParameterSource root, Kernels kernels) {
    this.config = config;
    ParameterSource source = root.at("decoder");
    int latent = config.latentChannels();
    int in = config.deepest();
    add(Convolution.pointwise(root, kernels, "post_quant_conv", latent, latent), 1);
    add(Convolution.plain(source, kernels, "conv_in", latent, in), 1);
    MiddleBlock middle = new MiddleBlock(config, source.at("mid_block"), kernels);
    stages.add(middle::forward);
    macsPerLatentPixel += middle.macs(1, 1);
    int levels = config.channels().size();
    int scale = 1;
    for (int i = 0; i < levels; i++) {
      ParameterSource block = source.at("up_blocks." + i);
      int out = config.channels().get(levels - 1 - i);
      for (int layer = 0; layer <= config.layers(); layer++) {
        ParameterSource resnet = block.at("resnets." + layer);
        int width = layer == 0 ? in : out;
        add(new ResnetBlock(resnet, kernels, width, out, 0, config.norm()), scale);
      }
      if (i < levels - 1) {
        scale *= 2;
        add(new Upsample(block.at("upsamplers.0"), kernels, out), scale);
      }
      in = out;
    }
    add(
        Convolution.normalised(source, kernels, in, config.pictureChannels(), config.norm()),
        scale);
  }

  private void add(Convolution layer, int scale) {
    stages.add(layer::forward);
    macsPerLatentPixel += layer.macs(scale, scale);
  }

  private void add(ResnetBlock layer, int scale) {
    stages.add(layer::forward);
    macsPerLatentPixel += layer.macs(scale, scale);
  }

  private void add(Upsample layer, int scale) {
    stages.add(layer::forward);
    macsPerLatentPixel += layer.macs(scale, scale);
  }

  /**
   * @param latent [B, latentChannels, h, w], divided by the scaling factor
   * @return [B, 3, h*f, w*f]
   */
  NDArray forward(NDArray latent) {
    return Stages.run(stages, latent);
  }

  long macs(int pictureHeight, int pictureWidth) {
    int factor = config.factor();
    return macsPerLatentPixel * (pictureHeight / factor) * (pictureWidth / factor);
  }
}
