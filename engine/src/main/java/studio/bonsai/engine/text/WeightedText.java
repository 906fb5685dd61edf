// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.text;

/**
 * A stretch of a prompt that shares one weight.
 *
 * @param weight multiplies the embeddings of its tokens; 1 leaves them, at most 1000 either way
 */
public record WeightedText(String text, double weight) {
  private static final double LARGEST = 1000;

  public WeightedText {
    if (!(Math.abs(weight) <= LARGEST)) {
      throw new IllegalArgumentException(
          "The weight of \""
              + (text.length() > 40 ? text.substring(0, 40) + "…" : text)
              + "\" is "
              + weight
              + "; weights go from -1000 to 1000.");
    }
  }
}
