// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.unet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import studio.bonsai.engine.nn.Norm;
import studio.bonsai.engine.nn.SpatialTransformer;
import studio.bonsai.engine.nn.TimestepEmbedding;

/**
 * The shape of a U-Net, as diffusers' {@code unet/config.json} tells it. Lists run from the finest
 * level to the coarsest for {@link #down}, from the coarsest to the finest for {@link #up}.
 *
 * @param inChannels 4, or 9 for an inpainting model
 * @param sampleSize side of the latent the model was trained for
 * @param middle whether there is a middle block
 * @param width of the text embedding: {@code cross_attention_dim}
 * @param conditionChannels width of LCM's guidance embedding, 0 for none
 */
public record UNetConfig(
    int inChannels,
    int outChannels,
    int sampleSize,
    List<Level> down,
    boolean middle,
    List<Level> up,
    int width,
    int groups,
    double eps,
    boolean linearProjection,
    boolean upcastAttention,
    boolean flipSinToCos,
    double freqShift,
    int conditionChannels) {

  /**
   * One resolution.
   *
   * @param channels its width
   * @param layers number of resnets, each with its transformer if there are any
   * @param attention whether transformers follow the resnets
   * @param heads number of attention heads (what diffusers calls {@code attention_head_dim})
   */
  public record Level(int channels, int layers, boolean attention, int heads) {
    public Level {
      if (channels < 1 || layers < 1 || heads < 1) {
        throw new IllegalArgumentException(
            "a level needs channels, layers and heads, got "
                + channels
                + ", "
                + layers
                + ", "
                + heads);
      }
      if (attention && channels % heads != 0) {
        throw new IllegalArgumentException(
            channels + " channels cannot be split to " + heads + " heads");
      }
    }
  }

  public UNetConfig {
    down = List.copyOf(down);
    up = List.copyOf(up);
    if (down.isEmpty() || down.size() != up.size()) {
      throw new IllegalArgumentException(
          "a U-Net has as many levels down as up, got " + down.size() + " and " + up.size());
    }
    for (int i = 0; i < down.size(); i++) {
      Level level = down.get(i);
      int channels = up.get(up.size() - 1 - i).channels();
      if (channels != level.channels()) {
        throw new IllegalArgumentException(
            "level " + i + " has " + level.channels() + " channels down and " + channels + " up");
      }
      if (level.channels() % groups != 0) {
        throw new IllegalArgumentException(
            level.channels() + " channels cannot be split to " + groups + " groups");
      }
    }
  }

  /** The networks of the paper (arXiv 2305.15798, table 1) and Stable Diffusion's own. */
  public enum Variant {
    SD,
    BASE,
    SMALL,
    TINY
  }

  /** SD v1.4 and its students: text of width 768, eight heads everywhere. */
  public static UNetConfig v1(Variant variant) {
    return preset(variant, 768, new int[] {8, 8, 8, 8}, 64, false, false);
  }

  /** SD 2.1-base and its students: text of width 1024, heads of 64 channels, 512 pixels. */
  public static UNetConfig v2Base(Variant variant) {
    return preset(variant, 1024, new int[] {5, 10, 20, 20}, 64, true, false);
  }

  /** SD 2.1 and its students: as v2-base for 768 pixels, attention in float32. */
  public static UNetConfig v2(Variant variant) {
    return preset(variant, 1024, new int[] {5, 10, 20, 20}, 96, true, true);
  }

  private static UNetConfig preset(
      Variant variant, int width, int[] heads, int sampleSize, boolean linear, boolean upcast) {
    int[] channels = {320, 640, 1280, 1280};
    int levels = variant == Variant.TINY ? 3 : 4;
    int layers = variant == Variant.SD ? 2 : 1;
    List<Level> down = new ArrayList<>();
    List<Level> up = new ArrayList<>();
    for (int i = 0; i < levels; i++) {
      boolean attention = i < 3;
      down.add(new Level(channels[i], layers, attention, heads[i]));
      up.add(new Level(channels[i], layers + 1, attention, heads[i]));
    }
    Collections.reverse(up);
    boolean middle = variant == Variant.SD || variant == Variant.BASE;
    return new UNetConfig(
        4, 4, sampleSize, down, middle, up, width, 32, 1e-5, linear, upcast, true, 0, 0);
  }

  /** The same family of network with other blocks. */
  public UNetConfig withBlocks(List<Level> newDown, boolean newMiddle, List<Level> newUp) {
    return new UNetConfig(
        inChannels,
        outChannels,
        sampleSize,
        newDown,
        newMiddle,
        newUp,
        width,
        groups,
        eps,
        linearProjection,
        upcastAttention,
        flipSinToCos,
        freqShift,
        conditionChannels);
  }

  int timeChannels() {
    return 4 * down.get(0).channels();
  }

  Norm norm() {
    return new Norm(groups, eps);
  }

  TimestepEmbedding.Shape timestep() {
    return new TimestepEmbedding.Shape(
        down.get(0).channels(), timeChannels(), conditionChannels, flipSinToCos, freqShift);
  }

  SpatialTransformer.Shape transformer(int heads) {
    return new SpatialTransformer.Shape(heads, width, groups, linearProjection, upcastAttention);
  }

  /** Heads of the middle block: those of the coarsest level. */
  Level coarsest() {
    return down.get(down.size() - 1);
  }

  /**
   * The preset of the same blocks, if there is one, whatever its widths: for naming a model.
   *
   * @return null for a custom network
   */
  public Variant variant() {
    return Arrays.stream(Variant.values()).filter(this::hasBlocksOf).findFirst().orElse(null);
  }

  private boolean hasBlocksOf(Variant variant) {
    UNetConfig preset = v1(variant);
    return middle == preset.middle && sameBlocks(down, preset.down) && sameBlocks(up, preset.up);
  }

  private static boolean sameBlocks(List<Level> a, List<Level> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (a.get(i).layers() != b.get(i).layers() || a.get(i).attention() != b.get(i).attention()) {
        return false;
      }
    }
    return true;
  }
}
