// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.results;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.image.Image;
import studio.bonsai.app.generate.DrawingJobs;
import studio.bonsai.app.generate.compare.CompareViewModel;
import studio.bonsai.app.generate.grid.GridJobs;
import studio.bonsai.app.jobs.FxBridge;
import studio.bonsai.app.jobs.Job;
import studio.bonsai.app.jobs.JobQueue;
import studio.bonsai.app.jobs.JobState;
import studio.bonsai.engine.GenerationEvent;

/** What the user looks at: a picture as it grows, a finished one, or two. FX thread only. */
public final class StageViewModel {
  /** What is in view. */
  enum Mode {
    /** Nothing was drawn yet. */
    EMPTY,
    DRAWING,
    PICTURE,
    COMPARE
  }

  private final JobQueue queue;
  private final StageWatch watch;
  private final ResultsViewModel results;
  private final ResultReader reader;
  private final CompareViewModel compare = new CompareViewModel();
  private final ReadOnlyObjectWrapper<Mode> mode = new ReadOnlyObjectWrapper<>(Mode.EMPTY);
  private final ReadOnlyObjectWrapper<Optional<StageProgress>> progress =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Image>> picture =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<String>> problem =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  /** Pictures that lie on disk and are not shown yet. */
  private final AtomicInteger arriving = new AtomicInteger();

  private Optional<Path> shown = Optional.empty();
  private long newestJob;
  private boolean follows = true;
  private boolean comparing;

  /**
   * @param isPreviewing whether previews are wanted; asked by any thread
   */
  public StageViewModel(
      JobQueue queue,
      ResultsViewModel results,
      ResultReader reader,
      BooleanSupplier isPreviewing,
      Consumer<Runnable> fxThread) {
    this.queue = queue;
    this.results = results;
    this.reader = reader;
    watch = new StageWatch(FxBridge.latest(fxThread, this::onProgress), isPreviewing);
    newestJob = newest(queue.jobs());
    queue.listen(watch::onJobs);
    queue.listen(FxBridge.latest(fxThread, this::onJobs));
  }

  /** Also shows what these jobs draw. */
  public void watch(DrawingJobs jobs) {
    jobs.listen(
        new DrawingJobs.Listener() {
          @Override
          public void onEvent(Job job, GenerationEvent event) {
            watch.onEvent(event);
          }

          @Override
          public void onPicture(Job job, Path file) {
            arrive(file);
          }
        });
  }

  /** Also shows what these jobs draw: each cell, and the sheet at the end. */
  public void watch(GridJobs jobs) {
    jobs.listen(new GridEvents(watch::onEvent, this::arrive));
  }

  /** Shows the newest picture of an earlier run, unless there is something to see by then. */
  public void remember(Path pictures) {
    results.remember(pictures, this::showNewest);
  }

  private void showNewest() {
    if (results.chosen().isEmpty() && !results.results().isEmpty()) {
      results.chosen().setAll(List.of(results.results().get(0)));
    }
    update();
  }

  private void arrive(Path file) {
    arriving.incrementAndGet();
    results.add(
        file,
        result -> {
          arriving.decrementAndGet();
          if (follows && !comparing) {
            result.ifPresent(r -> results.chosen().setAll(List.of(r)));
          }
          update();
        });
  }

  private void onProgress(Optional<StageProgress> now) {
    progress.set(now);
    update();
  }

  private void onJobs(List<Job> jobs) {
    long newest = newest(jobs);
    if (newest > newestJob) {
      // Whoever asks for something new wants to see it.
      newestJob = newest;
      follow();
    }
    Optional<Job> last =
        jobs.stream()
            .filter(job -> job.state() == JobState.FAILED && job.id() == newestJob)
            .findFirst();
    problem.set(last.flatMap(Job::message));
  }

  private static long newest(List<Job> jobs) {
    return jobs.stream().mapToLong(Job::id).max().orElse(0);
  }

  /** Shows what is being drawn, from now on. */
  void follow() {
    follows = true;
    comparing = false;
    update();
  }

  /** Shows what the user picked in the strip. */
  void choose(List<Result> picked) {
    if (!picked.equals(results.chosen())) {
      results.chosen().setAll(picked);
      follows = picked.isEmpty();
      comparing = comparing && picked.size() == 2;
      update();
    }
  }

  /** Lays two chosen pictures over each other, or shows one alone again. */
  void toggleCompare() {
    comparing = !comparing && results.chosen().size() == 2;
    if (comparing) {
      compare.compare(results.chosen().get(0).file(), results.chosen().get(1).file());
    }
    update();
  }

  void stopComparing() {
    comparing = false;
    update();
  }

  private void update() {
    boolean drawing = follows && (progress.get().isPresent() || arriving.get() > 0);
    if (comparing) {
      mode.set(Mode.COMPARE);
    } else if (drawing) {
      mode.set(Mode.DRAWING);
    } else {
      mode.set(results.chosen().isEmpty() ? Mode.EMPTY : Mode.PICTURE);
    }
    showChosen();
  }

  private void showChosen() {
    Optional<Path> wanted =
        mode.get() == Mode.PICTURE ? results.lead().map(Result::file) : Optional.empty();
    if (wanted.isEmpty() || wanted.equals(shown)) {
      return;
    }
    shown = wanted;
    reader.readWhole(
        wanted.get(),
        image -> {
          if (wanted.equals(shown)) {
            picture.set(image);
          }
        });
  }

  /** Stops what is being drawn, within one step. */
  void cancel() {
    progress.get().ifPresent(now -> queue.cancel(now.job()));
  }

  ResultsViewModel results() {
    return results;
  }

  CompareViewModel compare() {
    return compare;
  }

  ReadOnlyObjectProperty<Mode> modeProperty() {
    return mode.getReadOnlyProperty();
  }

  /** Empty while nothing is drawn. */
  ReadOnlyObjectProperty<Optional<StageProgress>> progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** The chosen picture in its own size. */
  ReadOnlyObjectProperty<Optional<Image>> pictureProperty() {
    return picture.getReadOnlyProperty();
  }

  /** Why what was asked for last failed, and what to do. */
  ReadOnlyObjectProperty<Optional<String>> problemProperty() {
    return problem.getReadOnlyProperty();
  }
}
