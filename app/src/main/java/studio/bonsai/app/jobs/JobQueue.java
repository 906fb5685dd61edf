// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.jobs;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.EngineException;

/**
 * All work that takes the machine's whole strength, one job at a time, in an order that the user
 * may change. What waits or runs is there again after a restart or a crash. Any thread may call;
 * listeners hear of changes on the thread that made them.
 */
public final class JobQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobQueue.class);

  /** How long {@link #close} waits for the running job to notice. */
  private static final long PATIENCE_MS = 20_000;

  private final JobStore store;
  private final Map<String, JobKind> kinds;
  private final Clock clock;
  private final List<Job> jobs = new ArrayList<>();
  private final List<Consumer<List<Job>>> listeners = new CopyOnWriteArrayList<>();
  private final Thread worker = new Thread(this::work, "jobs");
  private CancelToken running = CancelToken.none();
  private long nextId = 1;
  private boolean paused;
  private boolean closed;

  /**
   * Takes up what an earlier run of the program left: what ran then waits again.
   *
   * @param kinds by their names
   */
  public JobQueue(JobStore store, Map<String, JobKind> kinds, Clock clock) {
    this.store = store;
    this.kinds = Map.copyOf(kinds);
    this.clock = clock;
    for (Job job : store.load()) {
      jobs.add(job.state() == JobState.RUNNING ? job.in(JobState.WAITING) : job);
      nextId = Math.max(nextId, job.id() + 1);
    }
    worker.setDaemon(true);
  }

  /** Begins to work. */
  public void start() {
    worker.start();
  }

  /** Told the whole queue after every change, and now. */
  public void listen(Consumer<List<Job>> listener) {
    listeners.add(listener);
    listener.accept(jobs());
  }

  public synchronized List<Job> jobs() {
    return List.copyOf(jobs);
  }

  /** Puts a job at the end. */
  public Job add(String kind, String title, String payload) {
    if (!kinds.containsKey(kind)) {
      throw new IllegalArgumentException("nobody can do jobs of the kind " + kind);
    }
    Job job;
    synchronized (this) {
      job =
          new Job(
              nextId++,
              kind,
              title,
              payload,
              JobState.WAITING,
              JobProgress.none(),
              Optional.empty(),
              clock.instant());
      jobs.add(job);
      notifyAll();
    }
    changed();
    return job;
  }

  /** Stops a running job within one step, and a waiting one before it begins. */
  public void cancel(long id) {
    boolean waits;
    synchronized (this) {
      Optional<Job> job = find(id);
      waits = job.map(Job::state).filter(JobState.WAITING::equals).isPresent();
      if (waits) {
        replace(id, j -> j.in(JobState.CANCELLED));
      } else if (job.map(Job::state).filter(JobState.RUNNING::equals).isPresent()) {
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
      if (find(id).map(j -> j.state().isOver()).orElse(false)) {
        replace(id, j -> j.in(JobState.WAITING));
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
      find(id)
          .ifPresent(
              job -> {
                jobs.remove(job);
                jobs.add(Math.max(0, Math.min(index, jobs.size())), job);
              });
    }
    changed();
  }

  /** Forgets a job that does not run. */
  public void remove(long id) {
    synchronized (this) {
      jobs.removeIf(job -> job.id() == id && job.state() != JobState.RUNNING);
    }
    changed();
  }

  /** Forgets all jobs that are over. */
  public void removeFinished() {
    synchronized (this) {
      jobs.removeIf(job -> job.state().isOver());
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

  /** Stops the running job, which waits again at the next start. */
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
  }

  private void work() {
    for (Optional<Job> job = next(); job.isPresent(); job = next()) {
      changed();
      Job after = run(job.get());
      synchronized (this) {
        replace(after.id(), j -> after);
      }
      changed();
    }
  }

  /** Waits for a job and marks it as running; empty when the queue is closed. */
  private synchronized Optional<Job> next() {
    while (!closed) {
      Optional<Job> waiting =
          paused
              ? Optional.empty()
              : jobs.stream().filter(j -> j.state() == JobState.WAITING).findFirst();
      if (waiting.isPresent()) {
        running = new CancelToken();
        replace(waiting.get().id(), j -> j.in(JobState.RUNNING));
        return find(waiting.get().id());
      }
      try {
        wait();
      } catch (InterruptedException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Whatever happens in a job, the queue goes on. */
  private Job run(Job job) {
    try {
      kindOf(job).run(job, progress -> progress(job.id(), progress), running);
      return job.in(JobState.DONE);
    } catch (CancellationException e) {
      return job.in(isClosed() ? JobState.WAITING : JobState.CANCELLED);
    } catch (EngineException | IllegalArgumentException e) {
      LOG.info("job {} failed", job.id(), e);
      return job.failed(e.getMessage());
    } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
      LOG.error("job {} failed", job.id(), e);
      return job.failed(UnexpectedFailure.sentence(e));
    }
  }

  private JobKind kindOf(Job job) {
    return Optional.ofNullable(kinds.get(job.kind()))
        .orElseThrow(
            () ->
                new EngineException(
                    "This was asked for in another version of the studio, and this one cannot do"
                        + " it; remove it, or go back to that version."));
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** Told at every step: the store need not know. */
  private void progress(long id, JobProgress progress) {
    synchronized (this) {
      replace(id, job -> job.at(progress));
    }
    tell();
  }

  private Optional<Job> find(long id) {
    return jobs.stream().filter(j -> j.id() == id).findFirst();
  }

  private void replace(long id, UnaryOperator<Job> change) {
    jobs.replaceAll(job -> job.id() == id ? change.apply(job) : job);
  }

  private void changed() {
    synchronized (this) {
      store.save(List.copyOf(jobs));
    }
    tell();
  }

  private void tell() {
    List<Job> all = jobs();
    listeners.forEach(listener -> listener.accept(all));
  }
}
