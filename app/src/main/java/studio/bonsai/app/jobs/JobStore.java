// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.jobs;

import java.util.List;

/** Keeps jobs over a restart or a crash. */
public interface JobStore {
  /** All jobs in the queue's order. */
  List<Job> load();

  /** Keeps the jobs, in this order, and forgets all others. Progress need not be kept. */
  void save(List<Job> jobs);
}
