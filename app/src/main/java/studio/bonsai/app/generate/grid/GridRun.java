// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.bonsai.app.jobs.Engines;
import studio.bonsai.app.jobs.ForeseenFailure;
import studio.bonsai.app.jobs.Job;
import studio.bonsai.app.jobs.JobProgress;
import studio.bonsai.app.jobs.UnexpectedFailure;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.EngineOptions;
import studio.bonsai.engine.GeneratedImage;
import studio.bonsai.engine.GenerationEvent;
import studio.bonsai.engine.GenerationEvent.PictureFinished;
import studio.bonsai.engine.GenerationEvent.StepFinished;
import studio.bonsai.engine.ModelDefaults;
import studio.bonsai.engine.OpenModel;
import studio.bonsai.engine.PictureFiles;

/** One run over the cells of a grid that have no picture yet. */
final class GridRun {
  private static final Logger LOG = LoggerFactory.getLogger(GridRun.class);

  private final GridJobs jobs;
  private final Job job;
  private final GridPlan plan;
  private final GridJournal journal;
  private final Path folder;
  private final Texts texts;
  private final Consumer<JobProgress> progress;
  private final CancelToken cancel;
  private final List<GridCell> left;
  private final Map<GridModel, EngineException> unopened = new HashMap<>();
  private Optional<GridPace> pace = Optional.empty();

  GridRun(
      GridJobs jobs,
      Job job,
      GridPlan plan,
      GridJournal journal,
      Path folder,
      Texts texts,
      Consumer<JobProgress> progress,
      CancelToken cancel) {
    this.jobs = jobs;
    this.job = job;
    this.plan = plan;
    this.journal = journal;
    this.folder = folder;
    this.texts = texts;
    this.progress = progress;
    this.cancel = cancel;
    left = new ArrayList<>(plan.drawingOrder());
    left.removeIf(cell -> journal.isDrawn(plan.index(cell)));
  }

  /** A cell that fails leaves the others to be drawn; a folder that cannot be written does not. */
  void draw(Engines engines, EngineOptions options) {
    while (!left.isEmpty()) {
      cancel.throwIfCancelled();
      GridCell cell = left.get(0);
      Optional<GeneratedImage> image = attempt(engines, options, cell);
      image.ifPresent(
          drawn -> {
            Path file = PictureFiles.add(folder, drawn);
            journal.drawn(plan.index(cell), file);
            jobs.tell(listener -> listener.onPicture(job, file));
          });
      left.remove(0);
      jobs.tell(listener -> listener.onState(job, journal.state()));
    }
  }

  /** Empty when it failed, which the journal then knows. */
  private Optional<GeneratedImage> attempt(Engines engines, EngineOptions options, GridCell cell) {
    try {
      OpenModel model = open(engines, options, cell.model());
      return Optional.of(draw(model, cell));
    } catch (EngineException | IllegalArgumentException e) {
      LOG.info("cell {} of job {} failed", plan.index(cell), job.id(), e);
      journal.failed(plan.index(cell), ForeseenFailure.sentence(e));
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.error("cell {} of job {} failed", plan.index(cell), job.id(), e);
      journal.failed(plan.index(cell), UnexpectedFailure.sentence(e));
    }
    return Optional.empty();
  }

  /** A model that did not open once is not tried again for every cell. */
  private OpenModel open(Engines engines, EngineOptions options, GridModel model) {
    if (unopened.containsKey(model)) {
      throw unopened.get(model);
    }
    progress.accept(JobProgress.stage(texts.get("stage.open", model.name())));
    try {
      return engines.open(model.folder(), options);
    } catch (EngineException e) {
      unopened.put(model, e);
      throw e;
    }
  }

  private GeneratedImage draw(OpenModel model, GridCell cell) {
    List<GeneratedImage> images = new ArrayList<>();
    ModelDefaults defaults = model.info().defaults();
    report(defaults, 0);
    model.generate(
        cell.request(),
        event -> {
          if (event instanceof StepFinished step) {
            report(defaults, (double) step.step() / step.steps());
          } else if (event instanceof PictureFinished finished) {
            images.add(finished.image());
          }
          pass(event);
        },
        cancel);
    GeneratedImage image = images.get(images.size() - 1);
    GridPace now = GridPace.of(image);
    pace = Optional.of(now);
    jobs.tell(listener -> listener.onPace(now));
    return image;
  }

  private void pass(GenerationEvent event) {
    jobs.tell(listener -> listener.onEvent(job, event));
  }

  /**
   * @param share of the cell that is done
   */
  private void report(ModelDefaults defaults, double share) {
    double all = GridPace.work(plan.cells(), defaults);
    double rest =
        GridPace.work(left, defaults) - share * GridPace.work(left.get(0).request(), defaults);
    int number = plan.count() - left.size() + 1;
    Optional<Duration> time = pace.map(p -> p.time(rest));
    progress.accept(
        JobProgress.of(1 - rest / all, texts.get("stage.cell", number, plan.count()), time));
  }
}
