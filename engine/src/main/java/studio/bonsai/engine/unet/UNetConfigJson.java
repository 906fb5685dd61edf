// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.unet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.unet.UNetConfig.Level;

/** {@link UNetConfig} from and to diffusers' {@code unet/config.json}. */
public final class UNetConfigJson {
  private UNetConfigJson() {}

  /**
   * @param name of the file, for messages
   * @throws EngineException naming every setting that we cannot follow
   */
  public static UNetConfig read(JsonNode json, String name) {
    return new UNetConfigReader(json).read(name);
  }

  /** What diffusers reads: {@code UNet2DConditionModel.from_config}. */
  public static ObjectNode write(UNetConfig config) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("_class_name", "UNet2DConditionModel");
    json.put("_diffusers_version", "0.35.1");
    json.put("act_fn", "silu");
    ArrayNode heads = json.putArray("attention_head_dim");
    ArrayNode channels = json.putArray("block_out_channels");
    ArrayNode layers = json.putArray("layers_per_block");
    ArrayNode downTypes = json.putArray("down_block_types");
    for (Level level : config.down()) {
      heads.add(level.heads());
      channels.add(level.channels());
      layers.add(level.layers());
      downTypes.add(level.attention() ? "CrossAttnDownBlock2D" : "DownBlock2D");
    }
    ArrayNode upTypes = json.putArray("up_block_types");
    for (Level level : config.up()) {
      upTypes.add(level.attention() ? "CrossAttnUpBlock2D" : "UpBlock2D");
    }
    json.put("mid_block_type", config.middle() ? "UNetMidBlock2DCrossAttn" : null);
    json.put("cross_attention_dim", config.width());
    json.put("center_input_sample", false);
    json.put("downsample_padding", 1);
    json.put("flip_sin_to_cos", config.flipSinToCos());
    json.put("freq_shift", (int) config.freqShift());
    json.put("in_channels", config.inChannels());
    json.put("mid_block_scale_factor", 1);
    json.put("norm_eps", config.eps());
    json.put("norm_num_groups", config.groups());
    json.put("out_channels", config.outChannels());
    json.put("sample_size", config.sampleSize());
    json.put("upcast_attention", config.upcastAttention());
    json.put("use_linear_projection", config.linearProjection());
    if (config.conditionChannels() > 0) {
      json.put("time_cond_proj_dim", config.conditionChannels());
    }
    return json;
  }
}
