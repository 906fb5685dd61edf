// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The autoencoder's names in single files (CompVis latent-diffusion, autoencoder.py). */
final class LdmAutoencoderKeys {
  private static final Pattern LEVEL =
      Pattern.compile("(encoder\\.down|decoder\\.up)\\.(\\d{1,3})\\.(.+)");
  private static final Pattern ATTENTION =
      Pattern.compile("((?:en|de)coder)\\.mid\\.attn_1\\.(.+)");
  private static final Pattern MIDDLE =
      Pattern.compile("((?:en|de)coder)\\.mid\\.block_([12])\\.(.+)");

  /** What training left: discriminator, perceptual loss, running averages. */
  private static final List<String> IGNORED = List.of("loss.", "model_ema.");

  private static final Map<String, String> PROJECTIONS =
      Map.of(
          "q.", "to_q.",
          "k.", "to_k.",
          "v.", "to_v.",
          "proj_out.", "to_out.0.",
          "to_q.", "to_q.",
          "to_k.", "to_k.",
          "to_v.", "to_v.",
          "to_out.0.", "to_out.0.");

  private final LdmNames names = new LdmNames();
  private int levels;

  private LdmAutoencoderKeys() {}

  /**
   * @param keys name below {@code first_stage_model.} to the full name in the file
   */
  static LdmNames translate(Map<String, String> keys) {
    LdmAutoencoderKeys translation = new LdmAutoencoderKeys();
    translation.countLevels(keys);
    keys.forEach(translation::translate);
    return translation.names;
  }

  private void countLevels(Map<String, String> keys) {
    for (String name : keys.keySet()) {
      Matcher level = LEVEL.matcher(name);
      if (level.matches()) {
        levels = Math.max(levels, Integer.parseInt(level.group(2)) + 1);
      }
    }
  }

  private void translate(String name, String full) {
    if (IGNORED.stream().anyMatch(name::startsWith)) {
      return;
    }
    Matcher attention = ATTENTION.matcher(name);
    if (attention.matches()) {
      translateAttention(attention.group(1), attention.group(2), full);
      return;
    }
    String renamed = rename(name);
    if (renamed == null) {
      names.unknown(full);
    } else {
      names.put(renamed, Origin.same(full));
    }
  }

  private String rename(String name) {
    Matcher level = LEVEL.matcher(name);
    if (level.matches()) {
      return renameLevel(level);
    }
    Matcher middle = MIDDLE.matcher(name);
    if (middle.matches()) {
      int index = Integer.parseInt(middle.group(2)) - 1;
      return middle.group(1) + ".mid_block.resnets." + index + "." + shortcut(middle.group(3));
    }
    if (name.matches("(en|de)coder\\.norm_out\\..+")) {
      return name.replace(".norm_out.", ".conv_norm_out.");
    }
    boolean kept = name.matches("((en|de)coder\\.conv_(in|out)|(post_)?quant_conv)\\..+");
    return kept ? name : null;
  }

  /** Diffusers counts the decoder's levels from the coarsest, the single file from the finest. */
  private String renameLevel(Matcher level) {
    boolean down = level.group(1).equals("encoder.down");
    int index = Integer.parseInt(level.group(2));
    String prefix =
        down ? "encoder.down_blocks." + index : "decoder.up_blocks." + (levels - 1 - index);
    String rest = level.group(3);
    if (rest.startsWith("block.")) {
      return prefix + ".resnets." + shortcut(rest.substring("block.".length()));
    }
    if (rest.startsWith("downsample.") || rest.startsWith("upsample.")) {
      return prefix + "." + rest.replaceFirst("sample\\.", "samplers.0.");
    }
    return null;
  }

  private static String shortcut(String name) {
    return name.replace("nin_shortcut.", "conv_shortcut.");
  }

  private void translateAttention(String half, String name, String full) {
    String prefix = half + ".mid_block.attentions.0.";
    for (String norm : List.of("norm.", "group_norm.")) {
      if (name.startsWith(norm)) {
        names.put(prefix + "group_norm." + name.substring(norm.length()), Origin.same(full));
        return;
      }
    }
    for (Map.Entry<String, String> projection : PROJECTIONS.entrySet()) {
      if (name.startsWith(projection.getKey())) {
        String rest = name.substring(projection.getKey().length());
        Origin.Change change = rest.equals("weight") ? Origin.Change.FLATTENED : Origin.Change.NONE;
        names.put(prefix + projection.getValue() + rest, new Origin(full, change));
        return;
      }
    }
    names.unknown(full);
  }
}
