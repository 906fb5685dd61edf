// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.results;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import studio.bonsai.app.generate.grid.GridJobs;
import studio.bonsai.app.generate.grid.GridState;
import studio.bonsai.app.jobs.Job;
import studio.bonsai.engine.GenerationEvent;

/** Tells of a grid's cells, and of its sheet when that is new. */
final class GridEvents implements GridJobs.Listener {
  private final Consumer<GenerationEvent> event;
  private final Consumer<Path> picture;
  private Optional<Path> sheet = Optional.empty();
  private long drawn = -1;

  GridEvents(Consumer<GenerationEvent> event, Consumer<Path> picture) {
    this.event = event;
    this.picture = picture;
  }

  @Override
  public void onEvent(Job job, GenerationEvent now) {
    event.accept(now);
  }

  @Override
  public void onPicture(Job job, Path file) {
    picture.accept(file);
  }

  /** The first state of a run tells of a sheet that an earlier run drew. */
  @Override
  public void onState(Job job, GridState state) {
    boolean begins = drawn != job.id();
    drawn = job.id();
    if (!begins && !state.sheet().equals(sheet)) {
      state.sheet().ifPresent(picture);
    }
    sheet = state.sheet();
  }
}
