// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.compress;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a U-Net that can be left out, written as diffusers counts: {@code mid_block}, {@code
 * down_blocks.3} (a whole level) or {@code up_blocks.1.2} (its third resnet with the transformer
 * behind it).
 *
 * @param level 0 for the middle
 * @param layer empty for the whole level
 */
record BlockName(Side side, int level, OptionalInt layer) {
  private static final Pattern LEVEL =
      Pattern.compile("(down_blocks|up_blocks)\\.(\\d{1,2})(?:\\.(\\d{1,2}))?");

  /** The way down, the middle, the way up. */
  enum Side {
    DOWN("down_blocks"),
    MIDDLE("mid_block"),
    UP("up_blocks");

    private final String prefix;

    Side(String prefix) {
      this.prefix = prefix;
    }
  }

  static BlockName middle() {
    return new BlockName(Side.MIDDLE, 0, OptionalInt.empty());
  }

  static BlockName level(Side side, int level) {
    return new BlockName(side, level, OptionalInt.empty());
  }

  static BlockName layer(Side side, int level, int layer) {
    return new BlockName(side, level, OptionalInt.of(layer));
  }

  /**
   * @throws IllegalArgumentException when it is no name of a block
   */
  static BlockName parse(String text) {
    if (text.equals(Side.MIDDLE.prefix)) {
      return middle();
    }
    Matcher matcher = LEVEL.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' names no block; write mid_block, down_blocks.3 for a level, or up_blocks.1.2"
              + " for a resnet with its transformer");
    }
    Side side = matcher.group(1).equals(Side.DOWN.prefix) ? Side.DOWN : Side.UP;
    int level = Integer.parseInt(matcher.group(2));
    return matcher.group(3) == null
        ? level(side, level)
        : layer(side, level, Integer.parseInt(matcher.group(3)));
  }

  @Override
  public String toString() {
    if (side == Side.MIDDLE) {
      return side.prefix;
    }
    String name = side.prefix + "." + level;
    return layer.isPresent() ? name + "." + layer.getAsInt() : name;
  }
}
