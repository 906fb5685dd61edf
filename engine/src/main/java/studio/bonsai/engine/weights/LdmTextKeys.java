// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text encoder's names in single files: transformers' own in Stable Diffusion v1, OpenCLIP's in
 * v2, whose query, key and value are one tensor.
 */
final class LdmTextKeys {
  private static final Pattern LAYER =
      Pattern.compile("transformer\\.resblocks\\.(\\d{1,4})\\.(.+)");

  /** Stable Diffusion v2 listens to the last layer but one of a text encoder that has 24. */
  private static final int FULL_LAYERS = 24;

  /** Of a whole CLIP: what only its comparison with pictures needs, and a constant mask. */
  private static final List<String> IGNORED =
      List.of("text_projection", "logit_scale", "attn_mask", "visual.");

  private static final Map<String, String> ENDS =
      Map.of(
          "token_embedding.weight", "text_model.embeddings.token_embedding.weight",
          "positional_embedding", "text_model.embeddings.position_embedding.weight",
          "ln_final.weight", "text_model.final_layer_norm.weight",
          "ln_final.bias", "text_model.final_layer_norm.bias");

  private static final Map<String, String> INNER =
      Map.of(
          "ln_1.", "layer_norm1.",
          "ln_2.", "layer_norm2.",
          "mlp.c_fc.", "mlp.fc1.",
          "mlp.c_proj.", "mlp.fc2.",
          "attn.out_proj.", "self_attn.out_proj.");

  private LdmTextKeys() {}

  /**
   * @param keys name below {@code cond_stage_model.transformer.} to the full name in the file
   */
  static LdmNames translateClip(Map<String, String> keys) {
    LdmNames names = new LdmNames();
    keys.forEach(
        (name, full) -> {
          String inner = name.startsWith("text_model.") ? name : "text_model." + name;
          if (!inner.endsWith(".position_ids")) {
            names.put(inner, Origin.same(full));
          }
        });
    return names;
  }

  /**
   * @param keys name below {@code cond_stage_model.model.} to the full name in the file
   */
  static LdmNames translateOpenClip(Map<String, String> keys) {
    LdmNames names = new LdmNames();
    int unused = unusedLayer(keys);
    keys.forEach(
        (name, full) -> {
          Matcher layer = LAYER.matcher(name);
          if (ENDS.containsKey(name)) {
            names.put(ENDS.get(name), Origin.same(full));
          } else if (layer.matches()) {
            int index = Integer.parseInt(layer.group(1));
            if (index != unused) {
              translateLayer(names, index, layer.group(2), full);
            }
          } else if (IGNORED.stream().noneMatch(name::startsWith)) {
            names.unknown(full);
          }
        });
    return names;
  }

  /** The last layer of a whole OpenCLIP model; -1 where the file has it cut off already. */
  private static int unusedLayer(Map<String, String> keys) {
    int layers = 0;
    for (String name : keys.keySet()) {
      Matcher layer = LAYER.matcher(name);
      if (layer.matches()) {
        layers = Math.max(layers, Integer.parseInt(layer.group(1)) + 1);
      }
    }
    boolean whole = keys.containsKey("text_projection") || keys.containsKey("logit_scale");
    return whole || layers == FULL_LAYERS ? layers - 1 : -1;
  }

  private static void translateLayer(LdmNames names, int index, String name, String full) {
    String prefix = "text_model.encoder.layers." + index + ".";
    if (name.equals("attn.in_proj_weight") || name.equals("attn.in_proj_bias")) {
      String end = name.endsWith("weight") ? "weight" : "bias";
      names.put(prefix + "self_attn.q_proj." + end, new Origin(full, Origin.Change.QUERY));
      names.put(prefix + "self_attn.k_proj." + end, new Origin(full, Origin.Change.KEY));
      names.put(prefix + "self_attn.v_proj." + end, new Origin(full, Origin.Change.VALUE));
      return;
    }
    for (Map.Entry<String, String> part : INNER.entrySet()) {
      if (name.startsWith(part.getKey())) {
        names.put(
            prefix + part.getValue() + name.substring(part.getKey().length()), Origin.same(full));
        return;
      }
    }
    names.unknown(full);
  }
}
