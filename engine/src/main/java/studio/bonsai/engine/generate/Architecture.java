// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import studio.bonsai.engine.unet.UNetConfig;

/** A network's name in a few words. */
final class Architecture {
  private static final int V1_WIDTH = 768;
  private static final int V2_WIDTH = 1024;
  private static final int FULL_CHANNELS = 320;

  private Architecture() {}

  /** As "BK-SDM Tiny of Stable Diffusion v1". */
  static String describe(UNetConfig config) {
    String inpainting = config.inChannels() == 9 ? ", inpainting" : "";
    return blocks(config) + family(config) + inpainting;
  }

  private static String blocks(UNetConfig config) {
    UNetConfig.Variant variant = config.variant();
    if (variant == null) {
      return "Custom U-Net";
    }
    return switch (variant) {
      case SD -> "Full U-Net";
      case BASE -> "BK-SDM Base";
      case SMALL -> "BK-SDM Small";
      case TINY -> "BK-SDM Tiny";
    };
  }

  private static String family(UNetConfig config) {
    if (config.down().get(0).channels() != FULL_CHANNELS) {
      return ", small widths";
    }
    return switch (config.width()) {
      case V1_WIDTH -> " of Stable Diffusion v1";
      case V2_WIDTH -> " of Stable Diffusion v2";
      default -> "";
    };
  }
}
