// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.util.List;
import studio.bonsai.engine.text.PromptSyntax;

/**
 * Neighbouring characters of a prompt that weigh alike.
 *
 * @param begin of the first one
 * @param end after the last one
 * @param weight 1 for words without brackets
 */
public record PromptStretch(int begin, int end, double weight) {
  public PromptStretch {
    if (begin < 0 || end <= begin) {
      throw new IllegalArgumentException("nothing stands from " + begin + " to " + end);
    }
  }

  /**
   * All words of a prompt in their order; brackets, weights and BREAKs are between them.
   *
   * @throws IllegalArgumentException when brackets nest too deeply, with a sentence for the user
   */
  public static List<PromptStretch> of(String prompt) {
    return PromptSyntax.stretches(prompt);
  }
}
