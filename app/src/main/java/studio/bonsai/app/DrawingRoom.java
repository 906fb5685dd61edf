// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import studio.bonsai.app.gallery.index.Bin;
import studio.bonsai.app.generate.DrawingJobs;
import studio.bonsai.app.generate.DrawingOrder;
import studio.bonsai.app.generate.grid.GridJobs;
import studio.bonsai.app.generate.results.ResultActions;
import studio.bonsai.app.generate.results.ResultReader;
import studio.bonsai.app.generate.results.ResultsViewModel;
import studio.bonsai.app.generate.results.StageView;
import studio.bonsai.app.generate.results.StageViewModel;
import studio.bonsai.app.jobs.Background;
import studio.bonsai.app.jobs.Engines;
import studio.bonsai.app.jobs.FxBridge;
import studio.bonsai.app.jobs.JobQueue;
import studio.bonsai.app.queue.QueueView;
import studio.bonsai.app.queue.QueueViewModel;
import studio.bonsai.app.settings.ComputeChoice;
import studio.bonsai.app.store.Settings;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;
import studio.bonsai.engine.FreshSeed;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.ModelShelf;

/** What shows drawing: the stage with its finished pictures, and the queue. */
final class DrawingRoom implements AutoCloseable {
  private final Settings settings;
  private final Engines engines;
  private final JobQueue queue;
  private final DrawingJobs drawing;
  private final GridJobs grids;
  private final ComputeChoice compute;
  private final ModelShelf shelf;

  /** Pictures are shown in the order in which they come. */
  private final ExecutorService reading = Background.oneAfterAnother("results");

  DrawingRoom(
      Settings settings,
      Engines engines,
      JobQueue queue,
      DrawingJobs drawing,
      GridJobs grids,
      ComputeChoice compute,
      ModelShelf shelf) {
    this.settings = settings;
    this.engines = engines;
    this.queue = queue;
    this.drawing = drawing;
    this.grids = grids;
    this.compute = compute;
    this.shelf = shelf;
  }

  private void draw(Path model, GenerationRequest request) {
    queue.add(DrawingJobs.KIND, request.prompt(), new DrawingOrder(model, request).write());
  }

  private void bin(Path picture) {
    try {
      new Bin(compute.pictures()).put(picture, Instant.now());
    } catch (IOException e) {
      throw new EngineException("Cannot delete " + picture + ": " + FileFailure.reason(e), e);
    }
  }

  /**
   * To be built on the FX thread.
   *
   * @param prompt takes over what a picture tells
   * @param noModels whether there is nothing to draw with
   */
  Node stage(PictureActions prompt, ObservableBooleanValue noModels) {
    ResultActions actions =
        new ResultActions(
            shelf::find,
            this::draw,
            prompt,
            this::bin,
            DesktopFiles::showInFolder,
            FreshSeed::draw);
    ResultReader reader = new ResultReader(reading, FxBridge::run);
    ResultsViewModel results = new ResultsViewModel(reader, actions, reading, FxBridge::run);
    StageViewModel stage =
        new StageViewModel(queue, results, reader, compute::isPreviewing, FxBridge::later);
    stage.watch(drawing);
    stage.watch(grids);
    stage.remember(compute.pictures());
    return new StageView(stage, noModels);
  }

  /** Opens the model that is chosen, and each that is chosen later, before its first picture. */
  void warm() {
    StringProperty model = settings.text("generate.model", ModelShelf.DEFAULT);
    model.addListener((p, before, now) -> warm(now));
    warm(model.get());
  }

  private void warm(String model) {
    queue.whenIdle(() -> engines.open(shelf.find(model), compute.options()));
  }

  /** To be built on the FX thread. */
  Node queue() {
    return new QueueView(new QueueViewModel(settings, queue, FxBridge::later));
  }

  /** Waits for what is being shown. */
  @Override
  public void close() {
    Background.finish(reading, "showing results");
  }
}
