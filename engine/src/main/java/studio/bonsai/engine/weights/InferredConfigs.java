// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The configs of diffusers and transformers for networks of which only the tensors are known. What
 * tensors cannot tell follows Stable Diffusion's own: 32 groups, 8 heads in v1, heads of 64
 * channels in v2 and in text encoders.
 */
final class InferredConfigs {
  static final String VERSION = "0.35.1";
  private static final int GROUPS = 32;
  private static final int HEADS_V1 = 8;
  private static final int HEAD_WIDTH = 64;

  private InferredConfigs() {}

  /**
   * {@code unet/config.json}, under diffusers' tensor names.
   *
   * @param v whether it predicts the velocity, which goes with 768 pixels and careful attention
   */
  static ObjectNode unet(TensorShapes shapes, boolean v) {
    int levels = shapes.count("down_blocks.");
    List<Integer> channels = shapes.sizes(levels, "down_blocks.%d.resnets.0.conv1.weight");
    ObjectNode json = header("UNet2DConditionModel");
    json.put("act_fn", "silu");
    boolean linear = isLinear(shapes);
    if (linear) {
      ArrayNode heads = json.putArray("attention_head_dim");
      channels.forEach(width -> heads.add(Math.max(1, width / HEAD_WIDTH)));
    } else {
      json.put("attention_head_dim", HEADS_V1);
    }
    channels.forEach(json.putArray("block_out_channels")::add);
    json.put("center_input_sample", false);
    json.put("cross_attention_dim", contextWidth(shapes));
    types(json.putArray("down_block_types"), shapes, levels, "down_blocks.", "Down");
    json.put("downsample_padding", 1).put("flip_sin_to_cos", true).put("freq_shift", 0);
    json.put("in_channels", shapes.size("conv_in.weight", 1));
    layers(json, shapes, levels);
    json.put("mid_block_scale_factor", 1);
    json.put("mid_block_type", shapes.has("mid_block.") ? "UNetMidBlock2DCrossAttn" : null);
    json.put("norm_eps", 1e-5).put("norm_num_groups", GROUPS);
    json.put("out_channels", shapes.size("conv_out.weight", 0));
    json.put("sample_size", v ? 96 : 64);
    types(json.putArray("up_block_types"), shapes, levels, "up_blocks.", "Up");
    return json.put("upcast_attention", v && linear).put("use_linear_projection", linear);
  }

  /** Stable Diffusion v2 and its kin map into attention by matrices, v1 by 1x1 convolutions. */
  static boolean isLinear(TensorShapes shapes) {
    return shapes.dimensions("down_blocks.0.attentions.0.proj_in.weight") == 2;
  }

  private static int contextWidth(TensorShapes shapes) {
    return shapes.size("down_blocks.0.attentions.0.transformer_blocks.0.attn2.to_k.weight", 1);
  }

  private static void types(
      ArrayNode types, TensorShapes shapes, int levels, String prefix, String direction) {
    for (int i = 0; i < levels; i++) {
      boolean attends = shapes.has(prefix + i + ".attentions.");
      types.add((attends ? "CrossAttn" : "") + direction + "Block2D");
    }
  }

  private static void layers(ObjectNode json, TensorShapes shapes, int levels) {
    List<Integer> layers =
        IntStream.range(0, levels)
            .map(i -> shapes.count("down_blocks." + i + ".resnets."))
            .boxed()
            .toList();
    if (layers.stream().distinct().count() == 1) {
      json.put("layers_per_block", layers.get(0));
    } else {
      layers.forEach(json.putArray("layers_per_block")::add);
    }
    int depth = shapes.count("down_blocks.0.attentions.0.transformer_blocks.");
    if (depth != 1) {
      json.put("transformer_layers_per_block", depth);
    }
  }

  /** {@code vae/config.json}, under diffusers' tensor names. */
  static ObjectNode autoencoder(TensorShapes shapes, boolean v) {
    int levels = shapes.count("encoder.down_blocks.");
    ObjectNode json = header("AutoencoderKL");
    json.put("act_fn", "silu");
    shapes
        .sizes(levels, "encoder.down_blocks.%d.resnets.0.conv1.weight")
        .forEach(json.putArray("block_out_channels")::add);
    ArrayNode down = json.putArray("down_block_types");
    ArrayNode up = json.putArray("up_block_types");
    for (int i = 0; i < levels; i++) {
      down.add("DownEncoderBlock2D");
      up.add("UpDecoderBlock2D");
    }
    json.put("in_channels", shapes.size("encoder.conv_in.weight", 1));
    json.put("latent_channels", shapes.size("decoder.conv_in.weight", 1));
    json.put("layers_per_block", shapes.count("encoder.down_blocks.0.resnets."));
    json.put("norm_num_groups", GROUPS);
    json.put("out_channels", shapes.size("decoder.conv_out.weight", 0));
    json.put("sample_size", v ? 768 : 512);
    return json.put("scaling_factor", 0.18215);
  }

  /** {@code text_encoder/config.json}, under transformers' tensor names. */
  static ObjectNode text(TensorShapes shapes, boolean openClip) {
    String embeddings = "text_model.embeddings.";
    int width = shapes.size(embeddings + "token_embedding.weight", 1);
    ObjectNode json = Json.object();
    json.putArray("architectures").add("CLIPTextModel");
    json.put("attention_dropout", 0.0).put("bos_token_id", 0).put("dropout", 0.0);
    json.put("eos_token_id", 2).put("hidden_act", openClip ? "gelu" : "quick_gelu");
    json.put("hidden_size", width).put("initializer_factor", 1.0).put("initializer_range", 0.02);
    json.put("intermediate_size", shapes.size("text_model.encoder.layers.0.mlp.fc1.weight", 0));
    json.put("layer_norm_eps", 1e-5);
    json.put("max_position_embeddings", shapes.size(embeddings + "position_embedding.weight", 0));
    json.put("model_type", "clip_text_model");
    json.put("num_attention_heads", Math.max(1, width / HEAD_WIDTH));
    json.put("num_hidden_layers", shapes.count("text_model.encoder.layers."));
    json.put("pad_token_id", 1).put("projection_dim", openClip ? 512 : width);
    return json.put("vocab_size", shapes.size(embeddings + "token_embedding.weight", 0));
  }

  /** {@code scheduler/scheduler_config.json}: Stable Diffusion's own noise in training. */
  static ObjectNode scheduler(boolean v) {
    ObjectNode json = header(schedulerClass(v));
    json.put("beta_end", 0.012).put("beta_schedule", "scaled_linear").put("beta_start", 0.00085);
    json.put("clip_sample", false).put("num_train_timesteps", 1000);
    json.put("prediction_type", v ? "v_prediction" : "epsilon");
    json.put("set_alpha_to_one", false);
    if (!v) {
      json.put("skip_prk_steps", true);
    }
    json.put("steps_offset", 1).put("timestep_spacing", "leading");
    return json.putNull("trained_betas");
  }

  private static String schedulerClass(boolean v) {
    return v ? "DDIMScheduler" : "PNDMScheduler";
  }

  /** {@code model_index.json}. */
  static ObjectNode index(boolean inpainting, boolean v) {
    ObjectNode json =
        header(inpainting ? "StableDiffusionInpaintPipeline" : "StableDiffusionPipeline");
    json.putArray("feature_extractor").addNull().addNull();
    json.put("requires_safety_checker", false);
    json.putArray("safety_checker").addNull().addNull();
    json.putArray("scheduler").add("diffusers").add(schedulerClass(v));
    json.putArray("text_encoder").add("transformers").add("CLIPTextModel");
    json.putArray("tokenizer").add("transformers").add("CLIPTokenizer");
    json.putArray("unet").add("diffusers").add("UNet2DConditionModel");
    json.putArray("vae").add("diffusers").add("AutoencoderKL");
    return json;
  }

  /** {@code tokenizer/tokenizer_config.json}; v2 pads with the token 0, which is "!". */
  static ObjectNode tokenizer(int length, boolean openClip) {
    ObjectNode json = specialTokens(openClip);
    json.put("add_prefix_space", false).put("do_lower_case", true).put("errors", "replace");
    return json.put("model_max_length", length).put("tokenizer_class", "CLIPTokenizer");
  }

  /** {@code tokenizer/special_tokens_map.json}. */
  static ObjectNode specialTokens(boolean openClip) {
    ObjectNode json = Json.object();
    json.put("bos_token", "<|startoftext|>").put("eos_token", "<|endoftext|>");
    return json.put("pad_token", openClip ? "!" : "<|endoftext|>")
        .put("unk_token", "<|endoftext|>");
  }

  private static ObjectNode header(String className) {
    return Json.object().put("_class_name", className).put("_diffusers_version", VERSION);
  }
}
