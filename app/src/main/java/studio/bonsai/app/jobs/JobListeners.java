// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.jobs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Those who hear of the queue, one after another: what they hear last is how things are. */
final class JobListeners {
  private final Supplier<List<Job>> jobs;
  private final List<Consumer<List<Job>>> listeners = new CopyOnWriteArrayList<>();

  /**
   * @param jobs the queue as it is
   */
  JobListeners(Supplier<List<Job>> jobs) {
    this.jobs = jobs;
  }

  /** Tells it the queue at once, and after every change. */
  synchronized void add(Consumer<List<Job>> listener) {
    listeners.add(listener);
    listener.accept(jobs.get());
  }

  synchronized void tell() {
    // Each hears of the newest: one before it may have changed the queue.
    listeners.forEach(listener -> listener.accept(jobs.get()));
  }
}
