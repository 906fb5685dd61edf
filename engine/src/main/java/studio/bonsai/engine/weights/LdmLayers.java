// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What CompVis' code calls a layer of a U-Net: the modules are counted as in the full network, as
 * everybody does who keeps those names (three to a level, also where blocks are left out).
 */
final class LdmLayers {
  private static final int PER_LEVEL = 3;
  private static final Pattern LEVEL =
      Pattern.compile("(down|up)_blocks\\.(\\d+)\\.(\\w+)\\.(\\d+)\\.(.+)");
  private static final Pattern MIDDLE = Pattern.compile("mid_block\\.(\\w+)\\.(\\d+)\\.(.+)");

  private static final Map<String, String> ENDS =
      Map.of(
          "time_embedding.linear_1", "time_embed.0",
          "time_embedding.linear_2", "time_embed.2",
          "conv_in", "input_blocks.0.0",
          "conv_out", "out.2");

  private static final Map<String, String> RESNET =
      Map.of(
          "conv1", "in_layers.2",
          "time_emb_proj", "emb_layers.1",
          "conv2", "out_layers.3",
          "conv_shortcut", "skip_connection");

  private LdmLayers() {}

  /**
   * @param layer as diffusers names it
   */
  static Optional<String> name(String layer) {
    Matcher level = LEVEL.matcher(layer);
    if (level.matches()) {
      boolean down = level.group(1).equals("down");
      int block = Integer.parseInt(level.group(2));
      int index = PER_LEVEL * block + Integer.parseInt(level.group(4)) + (down ? 1 : 0);
      String list = down ? "input_blocks." : "output_blocks.";
      String end = level.group(5);
      return switch (level.group(3)) {
        case "resnets" -> Optional.of(list + index + ".0." + RESNET.get(end));
        case "attentions" -> Optional.of(list + index + ".1." + end);
        case "downsamplers" -> Optional.of(list + PER_LEVEL * (block + 1) + ".0.op");
        default -> Optional.of(list + (PER_LEVEL * block + 2) + (block == 0 ? ".1." : ".2.") + end);
      };
    }
    Matcher middle = MIDDLE.matcher(layer);
    if (middle.matches()) {
      return Optional.of(
          middle.group(1).equals("attentions")
              ? "middle_block.1." + middle.group(3)
              : "middle_block."
                  + 2 * Integer.parseInt(middle.group(2))
                  + "."
                  + RESNET.get(middle.group(3)));
    }
    return Optional.ofNullable(ENDS.get(layer));
  }
}
