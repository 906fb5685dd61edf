// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.vae;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.nn.Norm;

/**
 * The shape of an autoencoder, as diffusers' {@code vae/config.json} tells it (AutoencoderKL).
 *
 * @param channels width of each level, finest first
 * @param layers resnets of a level on the way down; one more on the way up
 * @param groups of the group norms
 * @param sampleSize side of the pictures it was trained on
 * @param scalingFactor a latent is the posterior's sample times this
 */
public record AutoencoderConfig(
    int pictureChannels,
    int latentChannels,
    List<Integer> channels,
    int layers,
    int groups,
    int sampleSize,
    double scalingFactor) {

  public AutoencoderConfig {
    channels = List.copyOf(channels);
    if (channels.isEmpty() || layers < 1 || groups < 1 || latentChannels < 1) {
      throw new IllegalArgumentException("an autoencoder needs channels, layers and groups");
    }
    for (int width : channels) {
      if (width % groups != 0) {
        throw new IllegalArgumentException(
            width + " channels cannot be split to " + groups + " groups");
      }
    }
    if (!(scalingFactor > 0)) {
      throw new IllegalArgumentException("scaling_factor must be positive, got " + scalingFactor);
    }
  }

  /** Stable Diffusion's own. */
  public static AutoencoderConfig stableDiffusion() {
    return new AutoencoderConfig(3, 4, List.of(128, 256, 512, 512), 2, 32, 512, 0.18215);
  }

  /** Pixels a latent pixel stands for, along one side: 8 in Stable Diffusion. */
  public int factor() {
    return 1 << (channels.size() - 1);
  }

  Norm norm() {
    return new Norm(groups, 1e-6);
  }

  int deepest() {
    return channels.get(channels.size() - 1);
  }

  /**
   * @param name of the file, for messages
   */
  public static AutoencoderConfig read(JsonNode json, String name) {
    try {
      return config(json);
    } catch (IllegalArgumentException e) {
      throw new EngineException(
          name + " describes an autoencoder that Bonsai does not know: " + e.getMessage(), e);
    }
  }

  private static AutoencoderConfig config(JsonNode json) {
    expect(json, "act_fn", "silu");
    expectTypes(json, "down_block_types", "DownEncoderBlock2D");
    expectTypes(json, "up_block_types", "UpDecoderBlock2D");
    for (String key : List.of("use_quant_conv", "use_post_quant_conv", "mid_block_add_attention")) {
      expect(json, key, "true");
    }
    for (String key : List.of("shift_factor", "latents_mean", "latents_std")) {
      if (json.hasNonNull(key)) {
        throw new IllegalArgumentException(key + " is " + json.get(key) + ", known is null");
      }
    }
    List<Integer> channels = new ArrayList<>();
    for (JsonNode width : json.path("block_out_channels")) {
      channels.add(width.asInt());
    }
    return new AutoencoderConfig(
        json.path("in_channels").asInt(3),
        json.path("latent_channels").asInt(4),
        channels,
        json.path("layers_per_block").asInt(1),
        json.path("norm_num_groups").asInt(32),
        json.path("sample_size").asInt(512),
        json.path("scaling_factor").asDouble(0.18215));
  }

  private static void expect(JsonNode json, String key, String value) {
    if (json.hasNonNull(key) && !json.get(key).asText().equals(value)) {
      throw new IllegalArgumentException(key + " is " + json.get(key) + ", known is " + value);
    }
  }

  private static void expectTypes(JsonNode json, String key, String type) {
    for (JsonNode found : json.path(key)) {
      if (!found.asText().equals(type)) {
        throw new IllegalArgumentException("unknown block type " + found.asText());
      }
    }
  }
}
