// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.results;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.scene.image.Image;
import studio.bonsai.app.generate.DrawingJobs;
import studio.bonsai.app.generate.grid.GridJobs;
import studio.bonsai.app.jobs.Job;
import studio.bonsai.app.jobs.JobState;
import studio.bonsai.engine.GenerationEvent;
import studio.bonsai.engine.GenerationEvent.Phase;
import studio.bonsai.engine.GenerationEvent.StepFinished;

/** Puts together, on the threads that draw and queue, what the stage shows of a drawing. */
final class StageWatch {
  private final Consumer<Optional<StageProgress>> listener;
  private final BooleanSupplier isPreviewing;
  private Optional<Job> running = Optional.empty();
  private Optional<StageProgress.Step> step = Optional.empty();
  private Optional<Duration> stepTime = Optional.empty();
  private Optional<Image> preview = Optional.empty();

  /**
   * @param isPreviewing whether previews are wanted; asked at each step
   */
  StageWatch(Consumer<Optional<StageProgress>> listener, BooleanSupplier isPreviewing) {
    this.listener = listener;
    this.isPreviewing = isPreviewing;
  }

  synchronized void onJobs(List<Job> jobs) {
    Optional<Job> now = jobs.stream().filter(StageWatch::isDrawn).findFirst();
    if (!now.map(Job::id).equals(running.map(Job::id))) {
      forget();
    }
    running = now;
    tell();
  }

  private static boolean isDrawn(Job job) {
    return job.state() == JobState.RUNNING
        && (job.kind().equals(DrawingJobs.KIND) || job.kind().equals(GridJobs.KIND));
  }

  private void forget() {
    step = Optional.empty();
    stepTime = Optional.empty();
    preview = Optional.empty();
  }

  synchronized void onEvent(GenerationEvent event) {
    if (event instanceof Phase phase && phase.name().equals("reading the prompt")) {
      // Another picture begins.
      forget();
    } else if (event instanceof StepFinished finished) {
      step = Optional.of(new StageProgress.Step(finished.step(), finished.steps()));
      stepTime = Optional.of(finished.stepTime());
      preview =
          isPreviewing.getAsBoolean()
              ? finished.preview().map(pixels -> Previews.image(pixels.get()))
              : Optional.empty();
    }
    tell();
  }

  private void tell() {
    listener.accept(
        running.map(
            job ->
                new StageProgress(
                    job.id(),
                    job.progress().stage(),
                    job.progress().done(),
                    step,
                    stepTime,
                    job.progress().timeLeft(),
                    preview)));
  }
}
