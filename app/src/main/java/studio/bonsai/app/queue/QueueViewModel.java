// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.bonsai.app.jobs.FxBridge;
import studio.bonsai.app.jobs.Job;
import studio.bonsai.app.jobs.JobQueue;
import studio.bonsai.app.jobs.JobState;
import studio.bonsai.app.store.Settings;

/** What runs, waits and is over, and what the user can do about it. FX thread only. */
public final class QueueViewModel {
  private final JobQueue queue;
  private final ObservableList<Job> jobs = FXCollections.observableArrayList();
  private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper();
  private final ReadOnlyIntegerWrapper open = new ReadOnlyIntegerWrapper();
  private final ReadOnlyIntegerWrapper failed = new ReadOnlyIntegerWrapper();
  private final ReadOnlyBooleanWrapper clearable = new ReadOnlyBooleanWrapper();
  private final ObjectProperty<Boolean> unfolded;

  /**
   * @param fxThread runs something where properties may change
   */
  public QueueViewModel(Settings settings, JobQueue queue, Consumer<Runnable> fxThread) {
    this.queue = queue;
    unfolded = settings.flag("queue.unfolded", true);
    queue.listen(FxBridge.latest(fxThread, this::update));
  }

  /** The running one first, then those that wait, then those that are over, the last one first. */
  private void update(List<Job> all) {
    List<Job> sorted = new ArrayList<>();
    all.stream().filter(j -> j.state() == JobState.RUNNING).forEach(sorted::add);
    all.stream().filter(j -> j.state() == JobState.WAITING).forEach(sorted::add);
    all.stream()
        .filter(j -> j.state().isOver())
        .sorted(Comparator.comparingLong(Job::id).reversed())
        .forEach(sorted::add);
    show(sorted);
    paused.set(queue.isPaused());
    open.set((int) all.stream().filter(j -> !j.state().isOver()).count());
    failed.set((int) all.stream().filter(j -> j.state() == JobState.FAILED).count());
    clearable.set(all.stream().anyMatch(j -> j.state().isOver()));
  }

  /** As long as the order is the same, only what changed is set: the selection stays. */
  private void show(List<Job> now) {
    if (!ids(now).equals(ids(jobs))) {
      jobs.setAll(now);
      return;
    }
    for (int i = 0; i < now.size(); i++) {
      if (!now.get(i).equals(jobs.get(i))) {
        jobs.set(i, now.get(i));
      }
    }
  }

  private static List<Long> ids(List<Job> all) {
    return all.stream().map(Job::id).toList();
  }

  public ObservableList<Job> jobs() {
    return jobs;
  }

  /** How many run or wait. */
  ReadOnlyIntegerProperty openProperty() {
    return open.getReadOnlyProperty();
  }

  ReadOnlyIntegerProperty failedProperty() {
    return failed.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty pausedProperty() {
    return paused.getReadOnlyProperty();
  }

  /** Whether there is anything that is over. */
  ReadOnlyBooleanProperty clearableProperty() {
    return clearable.getReadOnlyProperty();
  }

  /** Whether all of the queue is in view, or only how much there is. */
  ObjectProperty<Boolean> unfoldedProperty() {
    return unfolded;
  }

  void togglePause() {
    queue.setPaused(!queue.isPaused());
  }

  void clear() {
    queue.removeFinished();
  }

  /** Stops what runs, within one step, or takes a waiting one out of the line. */
  void cancel(Job job) {
    queue.cancel(job.id());
  }

  void retry(Job job) {
    if (canRetry(job)) {
      queue.retry(job.id());
    }
  }

  static boolean canRetry(Job job) {
    return job.state() == JobState.FAILED || job.state() == JobState.CANCELLED;
  }

  /** Forgets one that is over, and stops any other. */
  void remove(Job job) {
    if (job.state().isOver()) {
      queue.remove(job.id());
    } else {
      queue.cancel(job.id());
    }
  }

  boolean canMove(Job job, boolean up) {
    return neighbour(job, up).isPresent();
  }

  void move(Job job, boolean up) {
    neighbour(job, up).ifPresent(other -> moveTo(job, other));
  }

  private Optional<Job> neighbour(Job job, boolean up) {
    List<Job> waiting = jobs.stream().filter(j -> j.state() == JobState.WAITING).toList();
    int at = ids(waiting).indexOf(job.id());
    int next = up ? at - 1 : at + 1;
    return at < 0 || next < 0 || next >= waiting.size()
        ? Optional.empty()
        : Optional.of(waiting.get(next));
  }

  /** Moves a waiting job to the place of another one. */
  void moveTo(Job job, Job place) {
    List<Job> all = queue.jobs();
    if (job.state() == JobState.WAITING && place.state() == JobState.WAITING) {
      IntStream.range(0, all.size())
          .filter(i -> all.get(i).id() == place.id())
          .findFirst()
          .ifPresent(i -> queue.move(job.id(), i));
    }
  }
}
