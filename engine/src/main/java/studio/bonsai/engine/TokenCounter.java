// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

/** Tells how long a model finds a prompt. Safe for use by several threads. */
public interface TokenCounter extends AutoCloseable {
  /**
   * @throws IllegalArgumentException when it is too long to be read, or its brackets or weights are
   *     beyond all measure; with a sentence for the user
   */
  TokenCount count(String prompt);

  @Override
  void close();
}
