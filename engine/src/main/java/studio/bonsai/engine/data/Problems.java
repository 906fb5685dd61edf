// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import studio.bonsai.engine.DataReport.Problem;
import studio.bonsai.engine.DataReport.Severity;

/**
 * Collects what is wrong with data, in sentences, of which there are never more than can be read.
 */
final class Problems {
  private static final int MOST = 100;
  private static final int EXAMPLES = 3;

  private final List<Problem> problems = new ArrayList<>();
  private int more;

  void add(Severity severity, String sentence) {
    if (problems.size() < MOST) {
      problems.add(new Problem(severity, sentence));
    } else {
      more++;
    }
  }

  List<Problem> list() {
    List<Problem> sorted = new ArrayList<>(problems);
    sorted.sort(Comparator.comparing(Problem::severity));
    if (more > 0) {
      sorted.add(new Problem(Severity.NOTE, "There are " + more + " problems more."));
    }
    return sorted;
  }

  boolean hasFatal() {
    return problems.stream().anyMatch(p -> p.severity() == Severity.FATAL);
  }

  /** Many of the same kind, told in one sentence with some examples. */
  final class Tally {
    private final Severity severity;
    private final String one;
    private final String many;
    private final List<String> examples = new ArrayList<>();
    private int count;

    /**
     * @param one what is said of one, after its name
     * @param many what is said of more, after their number
     */
    Tally(Severity severity, String one, String many) {
      this.severity = severity;
      this.one = one;
      this.many = many;
    }

    void add(String name) {
      count++;
      if (examples.size() < EXAMPLES) {
        examples.add(name);
      }
    }

    int count() {
      return count;
    }

    /** Says it, if there was any. */
    void tell() {
      if (count == 1) {
        Problems.this.add(severity, examples.get(0) + " " + one);
      } else if (count > 1) {
        String dots = count > examples.size() ? ", ..." : "";
        Problems.this.add(
            severity, count + " " + many + ": " + String.join(", ", examples) + dots + ".");
      }
    }
  }

  Tally tally(Severity severity, String one, String many) {
    return new Tally(severity, one, many);
  }
}
