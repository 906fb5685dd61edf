// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import studio.bonsai.app.generate.results.StageWords;
import studio.bonsai.app.jobs.Engines;
import studio.bonsai.app.jobs.Job;
import studio.bonsai.app.jobs.JobKind;
import studio.bonsai.app.jobs.JobReport;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.EngineOptions;
import studio.bonsai.engine.GenerationEvent;

/** Draws what the queue asks for, and takes the pictures to disk as they come. */
public final class DrawingJobs implements JobKind {
  public static final String KIND = "draw";

  /** Hears of a drawing job, on the queue's worker. */
  public interface Listener {
    void onEvent(Job job, GenerationEvent event);

    /** A picture lies on disk. */
    void onPicture(Job job, Path file);
  }

  private final StageWords words = new StageWords();
  private final Engines engines;
  private final Supplier<EngineOptions> options;
  private final Supplier<Path> pictures;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /**
   * @param options asked at the start of each job, on the queue's worker
   * @param pictures the folder that pictures go to, asked likewise
   */
  public DrawingJobs(Engines engines, Supplier<EngineOptions> options, Supplier<Path> pictures) {
    this.engines = engines;
    this.options = options;
    this.pictures = pictures;
  }

  public void listen(Listener listener) {
    listeners.add(listener);
  }

  void tell(Consumer<Listener> event) {
    listeners.forEach(event);
  }

  @Override
  public void run(Job job, JobReport report, CancelToken cancel) {
    try {
      new DrawingRun(this, job, pictures.get(), report, words).draw(engines, options.get(), cancel);
    } catch (CancellationException | EngineException | IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException | OutOfMemoryError e) {
      // Nobody knows what state the model is in: the next job opens it anew, in freed memory.
      engines.close();
      throw e;
    }
  }
}
