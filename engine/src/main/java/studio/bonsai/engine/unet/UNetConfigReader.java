// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.unet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.unet.UNetConfig.Level;

/** Reads diffusers' {@code unet/config.json}; what it cannot follow is told all at once. */
final class UNetConfigReader {
  /** Settings of other architectures: any other value than this means a network we do not know. */
  private static final Map<String, Object> EXPECTED =
      Map.ofEntries(
          Map.entry("act_fn", "silu"),
          Map.entry("center_input_sample", false),
          Map.entry("class_embeddings_concat", false),
          Map.entry("conv_in_kernel", 3),
          Map.entry("conv_out_kernel", 3),
          Map.entry("downsample_padding", 1),
          Map.entry("dual_cross_attention", false),
          Map.entry("mid_block_scale_factor", 1),
          Map.entry("only_cross_attention", false),
          Map.entry("resnet_out_scale_factor", 1),
          Map.entry("resnet_skip_time_act", false),
          Map.entry("resnet_time_scale_shift", "default"),
          Map.entry("time_embedding_type", "positional"),
          Map.entry("transformer_layers_per_block", 1));

  /** Settings that must be absent or null. */
  private static final List<String> ABSENT =
      List.of(
          "addition_embed_type",
          "class_embed_type",
          "encoder_hid_dim",
          "encoder_hid_dim_type",
          "num_class_embeds",
          "reverse_transformer_layers_per_block",
          "time_embedding_act_fn",
          "time_embedding_dim",
          "timestep_post_act");

  private final JsonNode json;
  private final List<String> problems = new ArrayList<>();

  UNetConfigReader(JsonNode json) {
    this.json = json;
  }

  /**
   * @param name of the file, for messages
   */
  UNetConfig read(String name) {
    try {
      UNetConfig config = config();
      if (problems.isEmpty()) {
        return config;
      }
    } catch (IllegalArgumentException e) {
      problems.add(e.getMessage());
    }
    throw new EngineException(
        name + " describes a U-Net that Bonsai does not know: " + String.join("; ", problems));
  }

  private UNetConfig config() {
    check();
    List<String> downTypes = strings("down_block_types");
    List<String> upTypes = strings("up_block_types");
    int levels = downTypes.size();
    List<Integer> channels = perLevel("block_out_channels", levels, 0);
    List<Integer> layers = perLevel("layers_per_block", levels, 2);
    List<Integer> heads =
        perLevel(
            json.hasNonNull("num_attention_heads") ? "num_attention_heads" : "attention_head_dim",
            levels,
            8);
    if (upTypes.size() != levels) {
      throw new IllegalArgumentException("up_block_types and down_block_types differ in length");
    }
    List<Level> down = new ArrayList<>();
    List<Level> up = new ArrayList<>();
    for (int i = 0; i < levels; i++) {
      int j = levels - 1 - i;
      boolean downAttends = attends(downTypes.get(i), "CrossAttnDownBlock2D", "DownBlock2D");
      boolean upAttends = attends(upTypes.get(i), "CrossAttnUpBlock2D", "UpBlock2D");
      down.add(new Level(channels.get(i), layers.get(i), downAttends, heads.get(i)));
      up.add(new Level(channels.get(j), layers.get(j) + 1, upAttends, heads.get(j)));
    }
    return new UNetConfig(
        integer("in_channels", 4),
        integer("out_channels", 4),
        integer("sample_size", 64),
        down,
        middle(),
        up,
        integer("cross_attention_dim", 1280),
        integer("norm_num_groups", 32),
        number("norm_eps", 1e-5),
        flag("use_linear_projection", false),
        flag("upcast_attention", false),
        flag("flip_sin_to_cos", true),
        number("freq_shift", 0),
        integer("time_cond_proj_dim", 0));
  }

  private void check() {
    if (!json.isObject()) {
      throw new IllegalArgumentException("it is no JSON object");
    }
    EXPECTED.forEach(
        (key, value) -> {
          JsonNode found = json.get(key);
          if (found != null && !found.isNull() && !matches(found, value)) {
            problems.add(key + " is " + found + ", known is " + value);
          }
        });
    for (String key : ABSENT) {
      if (json.hasNonNull(key)) {
        problems.add(key + " is " + json.get(key) + ", known is null");
      }
    }
  }

  private static boolean matches(JsonNode found, Object value) {
    if (value instanceof Number number) {
      return found.isNumber() && found.asDouble() == number.doubleValue();
    }
    return found.asText().equals(value.toString());
  }

  private boolean middle() {
    if (json.has("mid_block_type") && json.get("mid_block_type").isNull()) {
      return false;
    }
    String type = json.path("mid_block_type").asText("UNetMidBlock2DCrossAttn");
    if (!type.equals("UNetMidBlock2DCrossAttn")) {
      problems.add("mid_block_type is " + type);
    }
    return true;
  }

  private boolean attends(String type, String with, String without) {
    if (!type.equals(with) && !type.equals(without)) {
      problems.add("unknown block type " + type);
    }
    return type.equals(with);
  }

  private List<String> strings(String key) {
    JsonNode node = json.path(key);
    if (!node.isArray()) {
      throw new IllegalArgumentException(key + " must be a list of names");
    }
    List<String> values = new ArrayList<>();
    node.forEach(element -> values.add(element.asText()));
    return values;
  }

  private List<Integer> perLevel(String key, int levels, int absent) {
    JsonNode node = json.path(key);
    List<Integer> values = new ArrayList<>();
    for (int i = 0; i < levels; i++) {
      JsonNode value = node.isArray() ? node.path(i) : node;
      if (node.isMissingNode() || node.isNull()) {
        values.add(absent);
      } else if (value.isInt()) {
        values.add(value.asInt());
      } else {
        throw new IllegalArgumentException(key + " must be a number or " + levels + " numbers");
      }
    }
    return values;
  }

  private int integer(String key, int absent) {
    JsonNode node = json.path(key);
    if (node.isMissingNode() || node.isNull()) {
      return absent;
    }
    if (!node.isInt()) {
      throw new IllegalArgumentException(key + " must be a whole number, is " + node);
    }
    return node.asInt();
  }

  private double number(String key, double absent) {
    JsonNode node = json.path(key);
    if (node.isMissingNode() || node.isNull()) {
      return absent;
    }
    if (!node.isNumber()) {
      throw new IllegalArgumentException(key + " must be a number, is " + node);
    }
    return node.asDouble();
  }

  private boolean flag(String key, boolean absent) {
    JsonNode node = json.path(key);
    if (node.isMissingNode() || node.isNull()) {
      return absent;
    }
    if (!node.isBoolean()) {
      throw new IllegalArgumentException(key + " must be true or false, is " + node);
    }
    return node.asBoolean();
  }
}
