// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

/**
 * How long a prompt is.
 *
 * @param tokens of its words, without start, end and padding
 * @param chunks it is encoded in, 1 or more
 * @param capacity tokens that fit into so many chunks
 */
public record TokenCount(int tokens, int chunks, int capacity) {
  public TokenCount {
    if (tokens < 0 || chunks < 1 || capacity < tokens) {
      throw new IllegalArgumentException(
          tokens + " tokens in " + chunks + " chunks that hold " + capacity);
    }
  }
}
