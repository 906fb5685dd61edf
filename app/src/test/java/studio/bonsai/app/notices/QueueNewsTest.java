// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.notices;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import studio.bonsai.app.jobs.Job;
import studio.bonsai.app.jobs.JobProgress;
import studio.bonsai.app.jobs.JobState;

class QueueNewsTest {
  @Test
  void aFailureIsToldOnce() {
    QueueNews news = new QueueNews(List.of());
    Job failed = job(1, JobState.FAILED);
    assertEquals(List.of(new QueueNews.Item.Failed(failed)), news.update(List.of(failed)));
    assertEquals(List.of(), news.update(List.of(failed)));
  }

  @Test
  void whatFailedBeforeTheStartIsNoNews() {
    Job failed = job(1, JobState.FAILED);
    assertEquals(List.of(), new QueueNews(List.of(failed)).update(List.of(failed)));
  }

  @Test
  void theEndOfAllWorkIsToldWithHowMuchItWas() {
    QueueNews news = new QueueNews(List.of());
    assertEquals(List.of(), news.update(List.of(job(1, JobState.DONE), job(2, JobState.RUNNING))));
    assertEquals(
        List.of(new QueueNews.Item.AllDone(2)),
        news.update(List.of(job(1, JobState.DONE), job(2, JobState.DONE))));
  }

  @Test
  void aCancelledJobIsNoNews() {
    QueueNews news = new QueueNews(List.of(job(1, JobState.RUNNING)));
    assertEquals(List.of(), news.update(List.of(job(1, JobState.CANCELLED))));
  }

  private static Job job(long id, JobState state) {
    return new Job(
        id, "draw", "a red apple", "", state, JobProgress.none(), Optional.empty(), Instant.EPOCH);
  }
}
