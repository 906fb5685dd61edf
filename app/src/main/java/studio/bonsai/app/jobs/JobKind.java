// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.jobs;

import studio.bonsai.engine.CancelToken;

/** Does jobs of one kind, one at a time, on the queue's worker. */
@FunctionalInterface
public interface JobKind {
  /**
   * @param report to be told of progress now and then
   * @param cancel to be asked between steps
   * @throws java.util.concurrent.CancellationException when it was cancelled
   * @throws studio.bonsai.engine.EngineException or IllegalArgumentException with a sentence for
   *     the user when it cannot be done
   */
  void run(Job job, JobReport report, CancelToken cancel);
}
