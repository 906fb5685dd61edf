// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.notices;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import studio.bonsai.app.jobs.Job;
import studio.bonsai.app.jobs.JobState;

/** Finds what is worth telling in how the queue changes. */
final class QueueNews {
  /** Something to tell. */
  sealed interface Item {
    /** A job failed; its message says what to do. */
    record Failed(Job job) implements Item {}

    /**
     * Nothing is left to do.
     *
     * @param jobs how many were done since the queue was empty last
     */
    record AllDone(int jobs) implements Item {}
  }

  private final Map<Long, JobState> before = new HashMap<>();
  private int done;

  /** What jobs were before the program began is no news. */
  QueueNews(List<Job> initial) {
    initial.forEach(job -> before.put(job.id(), job.state()));
  }

  List<Item> update(List<Job> jobs) {
    List<Item> news = new ArrayList<>();
    boolean finished = false;
    for (Job job : jobs) {
      JobState was = before.put(job.id(), job.state());
      if (was == job.state()) {
        continue;
      }
      if (job.state() == JobState.FAILED) {
        news.add(new Item.Failed(job));
      } else if (job.state() == JobState.DONE) {
        finished = true;
        done++;
      }
    }
    if (finished && jobs.stream().allMatch(job -> job.state().isOver())) {
      news.add(new Item.AllDone(done));
      done = 0;
    }
    return news;
  }
}
