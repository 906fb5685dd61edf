// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.bonsai.app.generate.results.StageWords;
import studio.bonsai.app.jobs.Engines;
import studio.bonsai.app.jobs.Job;
import studio.bonsai.app.jobs.JobProgress;
import studio.bonsai.app.jobs.JobReport;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.EngineOptions;
import studio.bonsai.engine.FreshSeed;
import studio.bonsai.engine.GeneratedImage;
import studio.bonsai.engine.GenerationEvent;
import studio.bonsai.engine.GenerationEvent.Phase;
import studio.bonsai.engine.GenerationEvent.PictureFinished;
import studio.bonsai.engine.GenerationEvent.StepFinished;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.ModelInfo;
import studio.bonsai.engine.OpenModel;
import studio.bonsai.engine.PictureFiles;
import studio.bonsai.engine.Provenance;

/** One run over those pictures of an order that are not on disk yet. */
final class DrawingRun {
  private static final Logger LOG = LoggerFactory.getLogger(DrawingRun.class);

  private final DrawingJobs jobs;
  private final Job job;
  private final Path folder;
  private final JobReport report;
  private final StageWords words;
  private DrawingOrder order;
  private int first;

  /** How many pictures are as good as done. */
  private double reached;

  DrawingRun(DrawingJobs jobs, Job job, Path folder, JobReport report, StageWords words) {
    this.jobs = jobs;
    this.job = job;
    this.folder = folder;
    this.report = report;
    this.words = words;
    order = DrawingOrder.read(job.payload());
  }

  void draw(Engines engines, EngineOptions options, CancelToken cancel) {
    // Better now than after minutes of drawing.
    PictureFiles.prepare(folder);
    boolean resumed = order.begun();
    if (!resumed) {
      keep(order.begin(FreshSeed.draw()));
    }
    report.accept(JobProgress.stage(words.opening(order.model().getFileName().toString())));
    OpenModel model = engines.open(order.model(), options);
    if (resumed && !order.isComplete()) {
      findUncounted(model.info()).ifPresent(file -> count(order.done() + 1, file));
    }
    if (!order.isComplete()) {
      first = order.firstOfBatch();
      reached = first;
      model.generate(order.rest(), this::onEvent, cancel);
    }
  }

  private void keep(DrawingOrder next) {
    order = next;
    report.keep(next.write());
  }

  private void count(int done, Path file) {
    keep(order.withDone(done));
    jobs.tell(listener -> listener.onPicture(job, file));
  }

  /** The next picture, should it lie on disk already: the program ended before it was counted. */
  private Optional<Path> findUncounted(ModelInfo model) {
    GenerationRequest resolved = order.request().resolve(model.defaults(), () -> 0);
    int batch = Math.min(resolved.batch(), resolved.count() - order.firstOfBatch());
    Provenance wanted = Provenance.of(resolved, order.done(), order.firstOfBatch(), batch, model);
    String end = "-" + wanted.request().seed().orElseThrow() + ".png";
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(end))
          .filter(file -> isNewerThan(job.added(), file))
          .filter(
              file ->
                  PictureFiles.read(file).provenance().stream().anyMatch(wanted::isOfSamePicture))
          .findFirst();
    } catch (IOException | UncheckedIOException | EngineException e) {
      LOG.info("whether a picture came before the end is not known", e);
      return Optional.empty();
    }
  }

  private static boolean isNewerThan(Instant begin, Path file) {
    try {
      return !Files.getLastModifiedTime(file).toInstant().isBefore(begin);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void onEvent(GenerationEvent event) {
    if (event instanceof Phase phase) {
      report(words.phase(phase.name()), Optional.empty());
    } else if (event instanceof StepFinished step) {
      onStep(step);
    } else if (event instanceof PictureFinished finished) {
      onPicture(finished.image());
    }
    jobs.tell(listener -> listener.onEvent(job, event));
  }

  private void onStep(StepFinished step) {
    int count = order.request().count();
    int before = first + step.pictureIndex();
    int batch = Math.min(order.request().batch(), count - before);
    reached = before + (double) step.step() / step.steps() * batch;
    report(words.picture(before + 1, count), Optional.of(step.timeLeft()));
  }

  private void report(String stage, Optional<Duration> left) {
    report.accept(JobProgress.of(reached / order.request().count(), stage, left));
  }

  private void onPicture(GeneratedImage image) {
    int index = first + image.index();
    if (index >= order.done()) {
      count(index + 1, PictureFiles.add(folder, image));
    }
  }
}
