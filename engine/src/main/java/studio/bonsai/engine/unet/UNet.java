// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.unet;

import ai.djl.ndarray.NDArray;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.kernels.Recording;
import studio.bonsai.engine.nn.Convolution;
import studio.bonsai.engine.nn.TimestepEmbedding;
import studio.bonsai.engine.unet.UNetConfig.Level;
import studio.bonsai.engine.weights.ParameterSource;

/**
 * Predicts the noise (or velocity) in a latent, given the time and the text: Stable Diffusion's
 * network, and what block removal leaves of it.
 */
public final class UNet {
  private final UNetConfig config;
  private final Convolution convIn;
  private final TimestepEmbedding timeEmbedding;
  private final List<DownBlock> down = new ArrayList<>();
  private final MiddleBlock middle;
  private final List<UpBlock> up = new ArrayList<>();
  private final Convolution convOut;

  /**
   * @param source tensors under diffusers' names
   */
  public UNet(UNetConfig config, ParameterSource source, Kernels kernels) {
    this.config = config;
    int finest = config.down().get(0).channels();
    convIn = Convolution.plain(source, kernels, "conv_in", config.inChannels(), finest);
    timeEmbedding = new TimestepEmbedding(source.at("time_embedding"), kernels, config.timestep());
    Deque<Integer> skips = new ArrayDeque<>();
    skips.push(finest);
    buildDown(source, kernels, skips);
    middle = config.middle() ? new MiddleBlock(config, source.at("mid_block"), kernels) : null;
    buildUp(source, kernels, skips);
    convOut = Convolution.normalised(source, kernels, finest, config.outChannels(), config.norm());
  }

  private void buildDown(ParameterSource source, Kernels kernels, Deque<Integer> skips) {
    int in = config.down().get(0).channels();
    for (int i = 0; i < config.down().size(); i++) {
      Level level = config.down().get(i);
      boolean last = i == config.down().size() - 1;
      String name = "down_blocks." + i;
      down.add(new DownBlock(name, config, level, in, last, source.at(name), kernels));
      for (int layer = 0; layer < level.layers() + (last ? 0 : 1); layer++) {
        skips.push(level.channels());
      }
      in = level.channels();
    }
  }

  private void buildUp(ParameterSource source, Kernels kernels, Deque<Integer> skips) {
    int in = config.coarsest().channels();
    for (int i = 0; i < config.up().size(); i++) {
      Level level = config.up().get(i);
      boolean last = i == config.up().size() - 1;
      String name = "up_blocks." + i;
      up.add(new UpBlock(name, config, level, in, skips, last, source.at(name), kernels));
      in = level.channels();
    }
  }

  /**
   * Predicts in the latent's dtype.
   *
   * @param latent [B, inChannels, H/8, W/8]
   * @param timestep [B], any number type
   * @param text [B, T, width]
   * @return [B, outChannels, H/8, W/8], owned by the latent's manager
   */
  public NDArray forward(NDArray latent, NDArray timestep, NDArray text) {
    return forward(latent, timestep, text, Tap.none());
  }

  /** The same with someone listening. */
  public NDArray forward(NDArray latent, NDArray timestep, NDArray text, Tap tap) {
    try (NDArray read = Recording.cut(text.reshape(text.getShape()));
        TextContext context = new TextContext(read);
        NDArray time = Recording.cut(timeEmbedding.forward(latent, timestep))) {
      return forwardWithTime(latent, time, context, tap);
    }
  }

  /**
   * The same for several texts to each latent, as guidance asks: what comes before the first look
   * at the text is computed once.
   *
   * @param text of [kB, T, width], in the order of k rounds over the latents
   * @return [kB, outChannels, H/8, W/8]
   */
  public NDArray forward(NDArray latent, NDArray timestep, TextContext text) {
    try (NDArray time = timeEmbedding.forward(latent, timestep)) {
      return forwardWithTime(latent, time, text, Tap.none());
    }
  }

  /**
   * For a network distilled over the guidance scale (LCM).
   *
   * @param condition [B, conditionChannels]
   */
  public NDArray forward(NDArray latent, NDArray timestep, TextContext text, NDArray condition) {
    try (NDArray time = timeEmbedding.forward(latent, timestep, condition)) {
      return forwardWithTime(latent, time, text, Tap.none());
    }
  }

  private NDArray forwardWithTime(NDArray latent, NDArray time, TextContext text, Tap tap) {
    Deque<NDArray> skips = new ArrayDeque<>();
    NDArray h = Recording.cut(convIn.forward(latent));
    skips.push(h);
    for (DownBlock block : down) {
      h = block.forward(h, time, text, skips, tap);
    }
    if (middle != null) {
      h = middle.forward(h, time, text);
    }
    for (UpBlock block : up) {
      h = block.forward(h, time, text, skips, tap);
    }
    try (NDArray last = h) {
      return forEachText(convOut.forward(last), text);
    }
  }

  /** A network without transformers never saw the texts. */
  private static NDArray forEachText(NDArray out, TextContext text) {
    long pictures = out.getShape().get(0);
    if (pictures == text.batch()) {
      return out;
    }
    try (out) {
      return out.tile(new long[] {text.batch() / pictures, 1, 1, 1});
    }
  }

  public UNetConfig config() {
    return config;
  }

  /**
   * Multiply-accumulate operations of one pass over one latent, attention's own products not
   * counted (as the usual counters do).
   *
   * @param height of the latent
   * @param width of the latent
   * @param tokens length of the text
   */
  public long macs(int height, int width, int tokens) {
    return walk(1, height, width, tokens).total();
  }

  /** Multiply-accumulate operations of the attention products alone. */
  public long attentionMacs(int height, int width, int tokens) {
    return walk(1, height, width, tokens).attention();
  }

  /**
   * Numbers that a pass keeps in memory beyond the stored weights, in float32 on the CPU.
   *
   * @param batch latents at once
   * @param height of the latent
   * @param width of the latent
   */
  public long keptBeyondStored(int batch, int height, int width) {
    return walk(batch, height, width, 0).keptBeyondStored();
  }

  private Cost walk(int batch, int height, int width, int tokens) {
    Cost cost = new Cost(batch, height, width, tokens);
    cost.add(convIn.macs(height, width) + timeEmbedding.macs());
    down.forEach(block -> block.count(cost));
    if (middle != null) {
      middle.count(cost);
    }
    up.forEach(block -> block.count(cost));
    cost.add(convOut.macs(height, width));
    return cost;
  }
}
