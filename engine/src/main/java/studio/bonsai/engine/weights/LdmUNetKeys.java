// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The U-Net's names in single files (CompVis latent-diffusion, openaimodel.py). There a network is
 * a flat list of modules; which of them form a level of diffusers' follows from what they are, not
 * from their index: a downsampler or upsampler ends its level. So the gaps that a BK-SDM network
 * leaves in the indices, and files that close these gaps, read the same.
 */
final class LdmUNetKeys {
  private static final Pattern MODULE =
      Pattern.compile("(input_blocks|middle_block|output_blocks)\\.(\\d{1,4})\\.(.+)");
  private static final Pattern PART = Pattern.compile("(\\d{1,4})\\.(.+)");

  /** Converters that do not expect attention in the first level up leave diffusers' names there. */
  private static final Pattern LEFT_OVER =
      Pattern.compile("(down|up)_blocks\\.\\d+\\..+|mid_block\\..+");

  private static final Map<String, String> ENDS =
      Map.of(
          "time_embed.0.", "time_embedding.linear_1.",
          "time_embed.2.", "time_embedding.linear_2.",
          "input_blocks.0.0.", "conv_in.",
          "out.0.", "conv_norm_out.",
          "out.2.", "conv_out.");

  private static final Map<String, String> RESNET =
      Map.of(
          "in_layers.0.", "norm1.",
          "in_layers.2.", "conv1.",
          "emb_layers.1.", "time_emb_proj.",
          "out_layers.0.", "norm2.",
          "out_layers.3.", "conv2.",
          "skip_connection.", "conv_shortcut.");

  private enum Kind {
    RESNET("in_layers."),
    ATTENTION("proj_in."),
    DOWNSAMPLER("op."),
    UPSAMPLER("conv.");

    private final String sign;

    Kind(String sign) {
      this.sign = sign;
    }
  }

  /** Tensor names of one module, below it, to their full name in the file. */
  private static final class Module extends TreeMap<String, String> {
    private static final long serialVersionUID = 1L;

    Kind kind() {
      for (Kind kind : Kind.values()) {
        if (keySet().stream().anyMatch(name -> name.startsWith(kind.sign))) {
          return kind;
        }
      }
      return null;
    }
  }

  private final LdmNames names = new LdmNames();
  private final Map<String, SortedMap<Integer, SortedMap<Integer, Module>>> lists = new TreeMap<>();

  private LdmUNetKeys() {}

  /**
   * @param keys name below {@code model.diffusion_model.} to the full name in the file
   */
  static LdmNames translate(Map<String, String> keys) {
    LdmUNetKeys translation = new LdmUNetKeys();
    keys.forEach(translation::sort);
    translation.walkDown();
    translation.walkMiddle();
    translation.walkUp();
    return translation.names;
  }

  private void sort(String name, String full) {
    String end = renamed(ENDS, name);
    if (end != null) {
      names.put(end, Origin.same(full));
    } else if (LEFT_OVER.matcher(name).matches()) {
      names.put(name, Origin.same(full));
    } else if (!sortIntoModule(name, full)) {
      names.unknown(full);
    }
  }

  private boolean sortIntoModule(String name, String full) {
    Matcher module = MODULE.matcher(name);
    if (!module.matches()) {
      return false;
    }
    String rest = module.group(3);
    int part = 0;
    if (!module.group(1).equals("middle_block")) {
      Matcher inner = PART.matcher(rest);
      if (!inner.matches()) {
        return false;
      }
      part = Integer.parseInt(inner.group(1));
      rest = inner.group(2);
    }
    lists
        .computeIfAbsent(module.group(1), key -> new TreeMap<>())
        .computeIfAbsent(Integer.valueOf(module.group(2)), key -> new TreeMap<>())
        .computeIfAbsent(part, key -> new Module())
        .put(rest, full);
    return true;
  }

  private SortedMap<Integer, SortedMap<Integer, Module>> list(String name) {
    return lists.getOrDefault(name, new TreeMap<>());
  }

  private void walkDown() {
    walk(list("input_blocks"), "down_blocks.");
  }

  private void walkUp() {
    walk(list("output_blocks"), "up_blocks.");
  }

  private void walk(SortedMap<Integer, SortedMap<Integer, Module>> list, String prefix) {
    int level = 0;
    int layer = 0;
    for (SortedMap<Integer, Module> modules : list.values()) {
      boolean ends = false;
      boolean counts = false;
      for (Module module : modules.values()) {
        Kind kind = module.kind();
        place(module, kind, prefix + level + ".", layer);
        ends |= kind == Kind.DOWNSAMPLER || kind == Kind.UPSAMPLER;
        counts |= kind == Kind.RESNET;
      }
      layer = ends ? 0 : layer + (counts ? 1 : 0);
      level += ends ? 1 : 0;
    }
  }

  private void walkMiddle() {
    int resnets = 0;
    int attentions = 0;
    for (SortedMap<Integer, Module> modules : list("middle_block").values()) {
      for (Module module : modules.values()) {
        Kind kind = module.kind();
        place(module, kind, "mid_block.", kind == Kind.ATTENTION ? attentions++ : resnets++);
      }
    }
  }

  private void place(Module module, Kind kind, String prefix, int layer) {
    if (kind == null) {
      module.values().forEach(names::unknown);
      return;
    }
    module.forEach(
        (name, full) -> {
          String inner =
              switch (kind) {
                case RESNET -> {
                  String renamed = renamed(RESNET, name);
                  yield renamed == null ? null : "resnets." + layer + "." + renamed;
                }
                case ATTENTION -> "attentions." + layer + "." + name;
                case DOWNSAMPLER ->
                    name.startsWith("op.") ? "downsamplers.0.conv." + name.substring(3) : null;
                case UPSAMPLER -> name.startsWith("conv.") ? "upsamplers.0." + name : null;
              };
          if (inner == null) {
            names.unknown(full);
          } else {
            names.put(prefix + inner, Origin.same(full));
          }
        });
  }

  private static String renamed(Map<String, String> table, String name) {
    for (Map.Entry<String, String> entry : table.entrySet()) {
      if (name.startsWith(entry.getKey())) {
        return entry.getValue() + name.substring(entry.getKey().length());
      }
    }
    return null;
  }
}
