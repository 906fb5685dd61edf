// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.jobs;

import java.util.function.Consumer;

/** What a running job tells the queue. */
@FunctionalInterface
public interface JobReport extends Consumer<JobProgress> {
  /**
   * Changes what the job keeps, before this returns: after a crash it goes on from there.
   *
   * @param payload takes the place of {@link Job#payload}
   */
  default void keep(String payload) {}
}
