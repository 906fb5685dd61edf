// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.app.jobs.Job;
import studio.bonsai.app.jobs.JobQueue;
import studio.bonsai.app.jobs.JobState;
import studio.bonsai.app.store.Database;
import studio.bonsai.app.store.Settings;
import studio.bonsai.app.store.StoredJobs;

/** On a queue that nobody has started. */
class QueueViewModelTest {
  @TempDir Path folder;

  private Settings settings;
  private JobQueue queue;
  private QueueViewModel model;

  @BeforeEach
  void open() {
    Database database = Database.open(folder.resolve("studio.db"));
    settings = new Settings(database);
    queue =
        new JobQueue(
            new StoredJobs(database),
            Map.of("draw", (job, report, cancel) -> {}),
            Clock.systemUTC());
    model = new QueueViewModel(settings, queue, Runnable::run);
    List.of("a", "b", "c").forEach(title -> queue.add("draw", title, ""));
  }

  @AfterEach
  void close() {
    queue.close();
    settings.close();
  }

  private String titles() {
    return String.join("", model.jobs().stream().map(Job::title).toList());
  }

  private Job job(String title) {
    return model.jobs().stream().filter(j -> j.title().equals(title)).findFirst().orElseThrow();
  }

  @Test
  void whatIsOverStandsBelowWhatWaits() {
    queue.cancel(job("a").id());
    assertEquals("bca", titles());
    assertEquals(2, model.openProperty().get());
    assertTrue(model.clearableProperty().get());
    model.clear();
    assertEquals("bc", titles());
  }

  @Test
  void aWaitingJobIsMovedAmongThoseThatWait() {
    queue.cancel(job("b").id());
    model.move(job("c"), true);
    assertEquals("cab", titles());
    assertFalse(model.canMove(job("c"), true));
    model.move(job("c"), false);
    assertEquals("acb", titles());
    assertFalse(model.canMove(job("c"), false));
  }

  @Test
  void aJobIsDroppedAtThePlaceOfAnother() {
    model.moveTo(job("c"), job("a"));
    assertEquals("cab", titles());
    model.moveTo(job("c"), job("b"));
    assertEquals("abc", titles());
  }

  @Test
  void whatWaitsIsCancelledAndTriedAgain() {
    model.remove(job("b"));
    assertEquals(JobState.CANCELLED, job("b").state());
    model.retry(job("b"));
    assertEquals(JobState.WAITING, job("b").state());
    model.remove(job("b"));
    model.remove(job("b"));
    assertEquals("ac", titles());
  }

  @Test
  void pausingIsSeen() {
    model.togglePause();
    assertTrue(model.pausedProperty().get() && queue.isPaused());
    model.togglePause();
    assertFalse(model.pausedProperty().get());
  }
}
