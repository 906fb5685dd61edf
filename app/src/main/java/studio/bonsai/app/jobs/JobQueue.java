// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.jobs;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.bonsai.engine.CancelToken;

/**
 * All work that takes the machine's whole strength, one job at a time, in an order that the user
 * may change. What waits or runs is there again after a restart or a crash. Any thread may call,
 * and none of them waits for the disk; listeners hear of changes on the thread that made them.
 */
public final class JobQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobQueue.class);

  /** How long {@link #close} waits for the running job to notice. */
  private static final long PATIENCE_MS = 20_000;

  private final JobKinds kinds;
  private final Clock clock;
  private final JobList jobs;
  private final JobSaver saver;
  private final JobListeners listeners = new JobListeners(this::jobs);

  private final Thread worker = new Thread(this::work, "jobs");
  private CancelToken running = CancelToken.none();
  private Optional<Runnable> whenIdle = Optional.empty();
  private boolean paused;
  private boolean closed;

  /**
   * Takes up what an earlier run of the program left: what ran then waits again.
   *
   * @param kinds by their names
   */
  public JobQueue(JobStore store, Map<String, JobKind> kinds, Clock clock) {
    this.kinds = new JobKinds(kinds);
    this.clock = clock;
    jobs = new JobList(store.load());
    saver = new JobSaver(store, this::jobs);
    worker.setDaemon(true);
  }

  /** Begins to work. */
  public void start() {
    worker.start();
  }

  /** Told the whole queue after every change, and now. */
  public void listen(Consumer<List<Job>> listener) {
    listeners.add(listener);
  }

  public synchronized List<Job> jobs() {
    return jobs.all();
  }

  /** Puts a job at the end. */
  public Job add(String kind, String title, String payload) {
    kinds.require(kind);
    Job job;
    synchronized (this) {
      job = jobs.add(kind, title, payload, clock.instant());
      notifyAll();
    }
    changed();
    return job;
  }

  /** Stops a running job within one step, and a waiting one before it begins. */
  public void cancel(long id) {
    boolean waits;
    synchronized (this) {
      waits = jobs.is(id, JobState.WAITING);
      if (waits) {
        jobs.replace(id, j -> j.in(JobState.CANCELLED));
      } else if (jobs.is(id, JobState.RUNNING)) {
        running.cancel();
      }
    }
    if (waits) {
      changed();
    }
  }

  /** Lets a job that is over wait again, in its place. */
  public void retry(long id) {
    synchronized (this) {
      if (jobs.find(id).map(j -> j.state().isOver()).orElse(false)) {
        jobs.replace(id, j -> j.in(JobState.WAITING));
        notifyAll();
      }
    }
    changed();
  }

  /**
   * Moves a waiting job among all others.
   *
   * @param index its place afterwards, from 0; what is beyond the ends means the end
   */
  public void move(long id, int index) {
    synchronized (this) {
      jobs.move(id, index);
    }
    changed();
  }

  /** Forgets a job that does not run. */
  public void remove(long id) {
    synchronized (this) {
      jobs.remove(id);
    }
    changed();
  }

  /** Forgets all jobs that are over. */
  public void removeFinished() {
    synchronized (this) {
      jobs.removeOver();
    }
    changed();
  }

  /** Whether no further job begins; the running one goes on. */
  public synchronized boolean isPaused() {
    return paused;
  }

  public void setPaused(boolean paused) {
    synchronized (this) {
      this.paused = paused;
      notifyAll();
    }
    changed();
  }

  /**
   * Does something on the worker once no job can begin, unless another such task comes first: to
   * get ready for the next job, say. Pausing does not hold it back, and nobody hears of its
   * failure.
   */
  public synchronized void whenIdle(Runnable task) {
    whenIdle = Optional.of(task);
    notifyAll();
  }

  /** Stops the running job, which waits again at the next start; all is kept when this returns. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      running.cancel();
      notifyAll();
    }
    try {
      worker.join(PATIENCE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    saver.close();
  }

  /** Whether nothing is at work any more, nor ever will be. */
  public boolean hasEnded() {
    return !worker.isAlive();
  }

  private void work() {
    for (Optional<Runnable> task = next(); task.isPresent(); task = next()) {
      task.get().run();
    }
  }

  /** Waits for something to do; empty when the queue is closed. */
  private synchronized Optional<Runnable> next() {
    while (!closed) {
      Optional<Job> waiting = paused ? Optional.empty() : jobs.firstWaiting();
      if (waiting.isPresent()) {
        running = new CancelToken();
        jobs.replace(waiting.get().id(), j -> j.in(JobState.RUNNING));
        return jobs.find(waiting.get().id()).map(job -> () -> work(job));
      }
      if (whenIdle.isPresent()) {
        Runnable task = whenIdle.get();
        whenIdle = Optional.empty();
        return Optional.of(() -> prepare(task));
      }
      try {
        wait();
      } catch (InterruptedException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static void prepare(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
      // Whoever needs what it prepares fails likewise, and is told then.
      LOG.info("nothing could be prepared", e);
    }
  }

  private void work(Job job) {
    changed();
    UnaryOperator<Job> end = kinds.run(job, new Report(job.id()), running, this::isClosed);
    synchronized (this) {
      jobs.replace(job.id(), end);
      jobs.forgetOld();
    }
    changed();
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** What one running job tells. */
  private final class Report implements JobReport {
    private final long id;

    Report(long id) {
      this.id = id;
    }

    /** Told at every step: the store need not know. */
    @Override
    public void accept(JobProgress progress) {
      change(job -> job.at(progress));
      listeners.tell();
    }

    @Override
    public void keep(String payload) {
      change(job -> job.keeping(payload));
      saver.now();
      listeners.tell();
    }

    private void change(UnaryOperator<Job> change) {
      synchronized (JobQueue.this) {
        jobs.replace(id, change);
      }
    }
  }

  private void changed() {
    saver.later();
    listeners.tell();
  }
}
