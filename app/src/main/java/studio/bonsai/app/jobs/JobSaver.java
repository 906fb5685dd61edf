// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.jobs;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the queue to its store on a thread of its own. Each write is of the queue as it is then:
 * changes that come faster than the disk share one, and an older state never follows a newer.
 */
final class JobSaver implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobSaver.class);

  private final JobStore store;
  private final Supplier<List<Job>> jobs;
  private final ExecutorService writer = Background.oneAfterAnother("queue-store");
  private final AtomicBoolean asked = new AtomicBoolean();

  /** Held while the store is written: by the thread of its own, or by one that waits for it. */
  private final Object writing = new Object();

  /**
   * @param jobs the queue as it is
   */
  JobSaver(JobStore store, Supplier<List<Job>> jobs) {
    this.store = store;
    this.jobs = jobs;
  }

  /** Has the queue written as soon as the disk has time; returns at once. */
  void later() {
    if (!asked.getAndSet(true)) {
      writer.execute(this::now);
    }
  }

  /** Writes the queue before it returns. */
  void now() {
    synchronized (writing) {
      asked.set(false);
      try {
        store.save(jobs.get());
      } catch (RuntimeException e) {
        // A full disk, say: work goes on, and the next change tries again.
        LOG.error("the queue cannot be kept", e);
      }
    }
  }

  /** Waits until all is written, once more if the last time failed. */
  @Override
  public void close() {
    later();
    Background.finish(writer, "keeping the queue");
  }
}
