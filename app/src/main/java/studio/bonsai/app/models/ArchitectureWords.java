// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.models;

import java.util.List;
import studio.bonsai.app.text.Texts;

/** A network's name in the user's language. */
final class ArchitectureWords {
  /** The engine's words that are no names, and the keys of their texts. */
  private static final List<List<String>> WORDS =
      List.of(
          List.of("Full U-Net", "unet.full"),
          List.of("Custom U-Net", "unet.custom"),
          List.of("small widths", "unet.small"),
          List.of("inpainting", "unet.inpainting"),
          List.of(" of ", "unet.of"));

  private ArchitectureWords() {}

  /**
   * @param english as the engine says it: "Full U-Net, small widths"
   */
  static String of(String english) {
    return of(english, Texts.of(ArchitectureWords.class));
  }

  static String of(String english, Texts texts) {
    String words = english;
    for (List<String> word : WORDS) {
      words = words.replace(word.get(0), texts.get(word.get(1)));
    }
    return words;
  }
}
