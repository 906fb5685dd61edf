// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.jobs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The queue's jobs in their order. Guarded by whoever holds it. */
final class JobList {
  private static final int MOST_OVER = 100;

  private final List<Job> jobs = new ArrayList<>();
  private long nextId = 1;

  /**
   * @param kept by an earlier run of the program: what ran then waits again
   */
  JobList(List<Job> kept) {
    for (Job job : kept) {
      jobs.add(job.state() == JobState.RUNNING ? job.in(JobState.WAITING) : job);
      nextId = Math.max(nextId, job.id() + 1);
    }
  }

  List<Job> all() {
    return List.copyOf(jobs);
  }

  Job add(String kind, String title, String payload, Instant now) {
    Job job =
        new Job(
            nextId++,
            kind,
            title,
            payload,
            JobState.WAITING,
            JobProgress.none(),
            Optional.empty(),
            now);
    jobs.add(job);
    return job;
  }

  Optional<Job> find(long id) {
    return jobs.stream().filter(j -> j.id() == id).findFirst();
  }

  boolean is(long id, JobState state) {
    return find(id).map(Job::state).filter(state::equals).isPresent();
  }

  Optional<Job> firstWaiting() {
    return jobs.stream().filter(j -> j.state() == JobState.WAITING).findFirst();
  }

  void replace(long id, UnaryOperator<Job> change) {
    jobs.replaceAll(job -> job.id() == id ? change.apply(job) : job);
  }

  /**
   * @param index its place afterwards, from 0; what is beyond the ends means the end
   */
  void move(long id, int index) {
    find(id)
        .ifPresent(
            job -> {
              jobs.remove(job);
              jobs.add(Math.max(0, Math.min(index, jobs.size())), job);
            });
  }

  void remove(long id) {
    jobs.removeIf(job -> job.id() == id && job.state() != JobState.RUNNING);
  }

  /** Forgets what was done longest ago: each change writes all of the list. */
  void forgetOld() {
    List<Job> over = jobs.stream().filter(job -> job.state().isOver()).toList();
    jobs.removeAll(over.subList(0, Math.max(0, over.size() - MOST_OVER)));
  }

  void removeOver() {
    jobs.removeIf(job -> job.state().isOver());
  }
}
