// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.EngineException;

class JobQueueTest {
  private static final long PATIENCE_S = 30;

  private final Kept kept = new Kept();
  private final List<String> begun = Collections.synchronizedList(new ArrayList<>());

  /** Lets one "slow" job after another pass. */
  private final Semaphore gate = new Semaphore(0);

  private JobQueue queue = queue();

  /** What outlives a queue. */
  private static final class Kept implements JobStore {
    private List<Job> jobs = List.of();
    private boolean isFull;
    private boolean isSlow;

    @Override
    public synchronized List<Job> load() {
      return jobs;
    }

    @Override
    public synchronized void save(List<Job> all) {
      waitWhile(() -> isSlow);
      if (isFull) {
        throw new IllegalStateException("the disk is full");
      }
      jobs = all;
      notifyAll();
    }

    synchronized void setSlow(boolean slow) {
      isSlow = slow;
      notifyAll();
    }

    /** Waits until something is kept of which that is so. */
    synchronized List<Job> await(Predicate<List<Job>> condition) {
      waitWhile(() -> !condition.test(jobs));
      return jobs;
    }

    private synchronized void waitWhile(BooleanSupplier condition) {
      try {
        while (condition.getAsBoolean()) {
          wait();
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private JobQueue queue() {
    return new JobQueue(
        kept,
        Map.of(
            "fast",
            this::fast,
            "slow",
            this::slow,
            "bad",
            this::bad,
            "broken",
            this::broken,
            "counting",
            this::counting),
        Clock.systemUTC());
  }

  private void fast(Job job, Consumer<JobProgress> progress, CancelToken cancel) {
    begun.add(job.title());
  }

  private void slow(Job job, Consumer<JobProgress> progress, CancelToken cancel) {
    begun.add(job.title());
    progress.accept(JobProgress.of(0.5, "half way", Optional.empty()));
    while (!pass()) {
      cancel.throwIfCancelled();
    }
  }

  private void counting(Job job, JobReport report, CancelToken cancel) {
    report.keep(Integer.toString(Integer.parseInt(job.payload()) + 1));
    slow(job, report, cancel);
  }

  private boolean pass() {
    try {
      return gate.tryAcquire(5, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void bad(Job job, Consumer<JobProgress> progress, CancelToken cancel) {
    throw new EngineException("The disk is full; make room.");
  }

  private void broken(Job job, Consumer<JobProgress> progress, CancelToken cancel) {
    throw new IllegalStateException("an array index, say");
  }

  @AfterEach
  void close() {
    queue.close();
  }

  @Test
  void jobsAreDoneInTheirOrder() {
    queue.add("fast", "a", "");
    queue.add("fast", "b", "");
    queue.add("fast", "c", "");
    queue.start();
    await(jobs -> jobs.stream().allMatch(j -> j.state() == JobState.DONE));
    assertEquals(List.of("a", "b", "c"), begun);
  }

  @Test
  void aWaitingJobCanBeMovedForward() {
    queue.add("fast", "a", "");
    queue.add("fast", "b", "");
    Job last = queue.add("fast", "c", "");
    queue.move(last.id(), 0);
    queue.start();
    await(jobs -> jobs.stream().allMatch(j -> j.state() == JobState.DONE));
    assertEquals(List.of("c", "a", "b"), begun);
  }

  @Test
  void aFailedJobSaysWhyAndTheNextOneIsDone() {
    queue.add("bad", "a", "");
    queue.add("broken", "b", "");
    queue.add("fast", "c", "");
    queue.start();
    await(jobs -> jobs.get(2).state() == JobState.DONE);
    assertEquals(Optional.of("The disk is full; make room."), queue.jobs().get(0).message());
    String unforeseen = queue.jobs().get(1).message().orElseThrow();
    assertTrue(unforeseen.contains("Try again"), unforeseen);
    assertTrue(!unforeseen.contains("array index"), unforeseen);
  }

  @Test
  void aCancelledWaitingJobNeverBegins() {
    Job job = queue.add("fast", "a", "");
    queue.add("fast", "b", "");
    queue.cancel(job.id());
    queue.start();
    await(jobs -> jobs.get(1).state() == JobState.DONE);
    assertEquals(List.of("b"), begun);
    assertEquals(JobState.CANCELLED, queue.jobs().get(0).state());
  }

  @Test
  void aCancelledRunningJobStopsAndCanBeRetried() {
    Job job = queue.add("slow", "a", "");
    queue.start();
    await(jobs -> jobs.get(0).progress().stage().equals("half way"));
    queue.cancel(job.id());
    await(jobs -> jobs.get(0).state() == JobState.CANCELLED);
    queue.retry(job.id());
    gate.release();
    await(jobs -> jobs.get(0).state() == JobState.DONE);
    assertEquals(List.of("a", "a"), begun);
  }

  @Test
  void whatRanOrWaitedIsThereAgainAfterARestart() {
    queue.add("slow", "a", "");
    queue.add("fast", "b", "x");
    queue.start();
    await(jobs -> jobs.get(0).state() == JobState.RUNNING);
    queue.close();
    queue = queue();
    assertEquals(
        List.of(JobState.WAITING, JobState.WAITING),
        queue.jobs().stream().map(Job::state).toList());
    assertEquals("x", queue.jobs().get(1).payload());
    assertTrue(queue.add("fast", "c", "").id() > queue.jobs().get(1).id());
  }

  /** A killed program cannot tell the store that its job runs no more. */
  @Test
  @Timeout(PATIENCE_S)
  void whatRanWhenTheProgramWasKilledWaitsAgain() {
    queue.add("slow", "a", "");
    queue.start();
    await(jobs -> jobs.get(0).state() == JobState.RUNNING);
    kept.await(jobs -> jobs.get(0).state() == JobState.RUNNING);
    JobQueue next = queue();
    assertEquals(JobState.WAITING, next.jobs().get(0).state());
  }

  @Test
  void aPausedQueueBeginsNothing() {
    queue.setPaused(true);
    queue.add("fast", "a", "");
    queue.start();
    queue.setPaused(false);
    await(jobs -> jobs.get(0).state() == JobState.DONE);
    queue.setPaused(true);
    Job second = queue.add("fast", "b", "");
    queue.cancel(second.id());
    assertEquals(List.of("a"), begun);
  }

  @Test
  void aRunningJobIsNotForgotten() {
    Job job = queue.add("slow", "a", "");
    queue.start();
    await(jobs -> jobs.get(0).state() == JobState.RUNNING);
    queue.remove(job.id());
    assertEquals(1, queue.jobs().size());
    gate.release();
    await(jobs -> jobs.get(0).state() == JobState.DONE);
    queue.removeFinished();
    assertEquals(List.of(), queue.jobs());
  }

  @Test
  void whatAJobKeepsIsThereAfterAKill() {
    queue.add("counting", "a", "0");
    queue.start();
    await(jobs -> jobs.get(0).payload().equals("1"));
    assertEquals("1", kept.load().get(0).payload());
    gate.release();
    await(jobs -> jobs.get(0).state() == JobState.DONE);
    assertEquals("1", queue.jobs().get(0).payload());
  }

  @Test
  void whatIsToBePreparedWaitsForJobsAndItsFailureHoldsNothingUp() {
    queue.add("fast", "a", "");
    queue.whenIdle(
        () -> {
          begun.add("prepared");
          throw new EngineException("no model");
        });
    queue.start();
    await(jobs -> jobs.get(0).state() == JobState.DONE);
    queue.add("fast", "b", "");
    await(jobs -> jobs.get(1).state() == JobState.DONE);
    assertEquals("a", begun.get(0));
    assertTrue(begun.contains("b"));
  }

  @Test
  void onlyTheLastHundredThatAreOverAreKept() {
    for (int i = 0; i < 130; i++) {
      queue.add("fast", "job " + i, "");
    }
    queue.start();
    await(jobs -> jobs.stream().allMatch(j -> j.state() == JobState.DONE));
    assertEquals(100, queue.jobs().size());
    assertEquals("job 129", queue.jobs().get(99).title());
  }

  @Test
  void aStoreThatFailsDoesNotStopTheWork() {
    kept.isFull = true;
    queue.add("fast", "a", "");
    queue.start();
    await(jobs -> jobs.get(0).state() == JobState.DONE);
  }

  @Test
  @Timeout(PATIENCE_S)
  void whoAsksNeverWaitsForTheDisk() {
    kept.setSlow(true);
    Job first = queue.add("fast", "a", "");
    Job second = queue.add("fast", "b", "");
    queue.move(second.id(), 0);
    queue.cancel(first.id());
    queue.setPaused(true);
    kept.setSlow(false);
    kept.await(jobs -> jobs.stream().map(Job::title).toList().equals(List.of("b", "a")));
  }

  @Test
  @Timeout(PATIENCE_S)
  void whatIsAskedForIsKeptSoonAlthoughNothingIsClosed() {
    queue.add("fast", "a", "");
    assertEquals("a", kept.await(jobs -> !jobs.isEmpty()).get(0).title());
  }

  @Test
  @Timeout(PATIENCE_S)
  void closingKeepsWhatASlowDiskHasNotTakenYet() throws InterruptedException {
    kept.setSlow(true);
    for (int i = 0; i < 20; i++) {
      queue.add("fast", "job " + i, "");
    }
    queue.move(queue.jobs().get(19).id(), 0);
    List<Job> asked = queue.jobs();
    Thread closing = new Thread(queue::close, "closing");
    closing.start();
    kept.setSlow(false);
    closing.join();
    assertEquals(asked, kept.load());
  }

  @Test
  @Timeout(PATIENCE_S)
  void closingTriesAgainWhatADiskRefused() {
    kept.isFull = true;
    queue.add("fast", "a", "");
    queue.start();
    await(jobs -> jobs.get(0).state() == JobState.DONE);
    kept.isFull = false;
    queue.close();
    assertEquals(queue.jobs(), kept.load());
  }

  @Test
  void whatAListenerHearsLastIsHowThingsAre() throws InterruptedException {
    Thread second = new Thread(() -> queue.add("fast", "b", ""), "second");
    queue.listen(
        jobs -> {
          if (jobs.size() == 1) {
            second.start();
            letRun(second);
          }
        });
    List<Integer> heard = Collections.synchronizedList(new ArrayList<>());
    queue.listen(jobs -> heard.add(jobs.size()));
    queue.add("fast", "a", "");
    second.join();
    assertEquals(2, heard.get(heard.size() - 1), heard.toString());
  }

  /** Until it waits for what this thread holds, or is over. */
  private static void letRun(Thread thread) {
    while (thread.getState() == Thread.State.NEW || thread.getState() == Thread.State.RUNNABLE) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aKindThatNobodyKnowsIsRefusedAtOnce() {
    assertThrows(IllegalArgumentException.class, () -> queue.add("bake", "a cake", ""));
  }

  @Test
  @Timeout(PATIENCE_S)
  void aKindOfAnotherVersionFailsWithASentence() {
    queue.add("fast", "a", "");
    Job known = kept.await(jobs -> !jobs.isEmpty()).get(0);
    queue.close();
    kept.save(
        List.of(
            new Job(
                known.id(),
                "bake",
                "a cake",
                "",
                JobState.WAITING,
                JobProgress.none(),
                Optional.empty(),
                known.added())));
    queue = queue();
    queue.start();
    await(jobs -> jobs.get(0).state() == JobState.FAILED);
    String message = queue.jobs().get(0).message().orElseThrow();
    assertTrue(message.contains("another version"), message);
  }

  private void await(Predicate<List<Job>> condition) {
    CountDownLatch met = new CountDownLatch(1);
    queue.listen(
        jobs -> {
          if (met.getCount() > 0 && condition.test(jobs)) {
            met.countDown();
          }
        });
    try {
      assertTrue(met.await(PATIENCE_S, TimeUnit.SECONDS), () -> "in vain: " + queue.jobs());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
