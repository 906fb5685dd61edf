// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import studio.bonsai.app.jobs.Engines;
import studio.bonsai.app.jobs.Job;
import studio.bonsai.app.jobs.JobKind;
import studio.bonsai.app.jobs.JobReport;
import studio.bonsai.app.jobs.SpokenFailure;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.EngineOptions;
import studio.bonsai.engine.GenerationEvent;

/** Draws grids: each cell a picture of its own, and at the end the sheet of all. */
public final class GridJobs implements JobKind {
  public static final String KIND = "grid";

  /** Hears of grids, on the queue's worker. */
  public interface Listener {
    /** A cell is being drawn. */
    default void onEvent(Job job, GenerationEvent event) {}

    /** A cell's picture lies on disk. */
    default void onPicture(Job job, Path file) {}

    /** A cell is done or has failed, or the sheet is there. */
    default void onState(Job job, GridState state) {}

    /** So fast did the last picture come. */
    default void onPace(GridPace pace) {}
  }

  private final Texts texts = Texts.of(GridJobs.class);
  private final Engines engines;
  private final Supplier<EngineOptions> options;
  private final Supplier<Path> pictures;
  private final Path journals;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /**
   * @param options asked at the start of each grid, on the queue's worker
   * @param pictures the folder that pictures and sheets go to, asked likewise
   * @param journals the folder that keeps how far each grid is
   */
  public GridJobs(
      Engines engines, Supplier<EngineOptions> options, Supplier<Path> pictures, Path journals) {
    this.engines = engines;
    this.options = options;
    this.pictures = pictures;
    this.journals = journals;
  }

  public void listen(Listener listener) {
    listeners.add(listener);
  }

  void tell(Consumer<Listener> event) {
    listeners.forEach(event);
  }

  /** How far a grid is; reads a file. */
  GridState state(Job job) {
    return GridJournal.open(journals, GridPlanJson.read(job.payload())).state();
  }

  @Override
  public void run(Job job, JobReport progress, CancelToken cancel) {
    GridPlan plan = GridPlanJson.read(job.payload());
    GridJournal journal = GridJournal.open(journals, plan);
    Path folder = pictures.get();
    tell(listener -> listener.onState(job, journal.state()));
    new GridRun(this, job, plan, journal, folder, texts, progress, cancel)
        .draw(engines, options.get());
    finish(job, journal, folder);
  }

  private void finish(Job job, GridJournal journal, Path folder) {
    GridState state = journal.state();
    int missing = state.plan().count() - state.pictures().size();
    if (state.pictures().isEmpty()) {
      throw new SpokenFailure(state.problems().values().iterator().next());
    }
    if (state.sheet().isEmpty()) {
      journal.finished(
          new GridLabels(texts).sheet(state).addTo(folder, GridLabels.settings(state.plan())));
    }
    tell(listener -> listener.onState(job, journal.state()));
    if (missing > 0) {
      throw new SpokenFailure(texts.get("missing", missing, state.plan().count()));
    }
  }
}
