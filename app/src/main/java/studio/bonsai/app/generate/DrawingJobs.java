// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import studio.bonsai.app.jobs.Engines;
import studio.bonsai.app.jobs.Job;
import studio.bonsai.app.jobs.JobKind;
import studio.bonsai.app.jobs.JobProgress;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.EngineOptions;
import studio.bonsai.engine.GenerationEvent;
import studio.bonsai.engine.GenerationEvent.Phase;
import studio.bonsai.engine.GenerationEvent.PictureFinished;
import studio.bonsai.engine.GenerationEvent.StepFinished;
import studio.bonsai.engine.OpenModel;
import studio.bonsai.engine.PictureFiles;

/** Draws what the queue asks for, and takes the pictures to disk as they come. */
public final class DrawingJobs implements JobKind {
  public static final String KIND = "draw";

  /** Hears of a drawing job, on the queue's worker. */
  public interface Listener {
    void onEvent(Job job, GenerationEvent event);

    /** A picture lies on disk. */
    void onPicture(Job job, Path file);
  }

  private final Engines engines;
  private final Path pictures;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  public DrawingJobs(Engines engines, Path pictures) {
    this.engines = engines;
    this.pictures = pictures;
  }

  public void listen(Listener listener) {
    listeners.add(listener);
  }

  @Override
  public void run(Job job, Consumer<JobProgress> progress, CancelToken cancel) {
    DrawingOrder order = DrawingOrder.read(job.payload());
    progress.accept(JobProgress.stage("opening the model"));
    OpenModel model = engines.open(order.model(), EngineOptions.defaults());
    model.generate(order.request(), event -> pass(job, event, progress), cancel);
  }

  private void pass(Job job, GenerationEvent event, Consumer<JobProgress> progress) {
    if (event instanceof Phase phase) {
      progress.accept(JobProgress.stage(phase.name()));
    } else if (event instanceof StepFinished step) {
      progress.accept(
          JobProgress.of(
              (double) step.step() / step.steps(),
              step.step() + "/" + step.steps(),
              java.util.Optional.of(step.timeLeft())));
    } else if (event instanceof PictureFinished finished) {
      Path file = PictureFiles.add(pictures, finished.image());
      listeners.forEach(listener -> listener.onPicture(job, file));
    }
    listeners.forEach(listener -> listener.onEvent(job, event));
  }
}
