// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import java.util.List;

/** What is wrong with a file's tensors, all at once, as far as one reads. */
final class ProblemList {
  private static final int LISTED = 20;

  private ProblemList() {}

  /** Adds a heading and the problems below it, or nothing where there are none. */
  static void append(StringBuilder message, String kind, List<String> problems) {
    if (problems.isEmpty()) {
      return;
    }
    message.append("\n").append(problems.size()).append(" ").append(kind).append(":");
    problems.stream().limit(LISTED).forEach(p -> message.append("\n  ").append(p));
    if (problems.size() > LISTED) {
      message.append("\n  and ").append(problems.size() - LISTED).append(" more");
    }
  }
}
