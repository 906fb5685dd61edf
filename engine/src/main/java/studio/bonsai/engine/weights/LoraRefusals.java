// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import studio.bonsai.engine.EngineException;

/** LoRA files that are known by sight and not read. */
final class LoraRefusals {
  private static final Map<Pattern, String> KINDS = new LinkedHashMap<>();

  static {
    put("hada_w1|lokr_w|\\.oft_|diff_b", "of a kind that Bonsai does not read (LoHa, LoKr or OFT)");
    put("dora_scale|lora_magnitude_vector", "a DoRA, which Bonsai does not read");
    put("lora_mid\\.", "a LoRA with a middle layer, which Bonsai does not read");
    put(
        "lora_te2_|^text_encoder_2\\.|transformer_blocks[._][1-9]\\d*[._]attn",
        "a LoRA of Stable Diffusion XL");
    put(
        "^transformer\\.|^lora_transformer_|(double|joint|single_transformer)_blocks",
        "a LoRA of a transformer (Stable Diffusion 3 or FLUX)");
    put("^model\\.diffusion_model\\.input_blocks\\.0\\.0\\.weight", "a whole model, not a LoRA");
  }

  private LoraRefusals() {}

  private static void put(String sign, String kind) {
    KINDS.put(Pattern.compile(sign), kind);
  }

  /**
   * @throws EngineException with what it is
   */
  static void check(TensorFile file) {
    KINDS.forEach(
        (sign, kind) -> {
          if (file.entries().keySet().stream().anyMatch(key -> sign.matcher(key).find())) {
            throw new EngineException(
                file.path()
                    + " is "
                    + kind
                    + ". Choose a LoRA of Stable Diffusion v1, v2 or BK-SDM.");
          }
        });
  }
}
