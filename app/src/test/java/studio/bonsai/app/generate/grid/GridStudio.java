// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.bonsai.app.jobs.Engines;
import studio.bonsai.app.jobs.JobQueue;
import studio.bonsai.app.models.InstalledModel;
import studio.bonsai.app.store.Database;
import studio.bonsai.app.store.Settings;
import studio.bonsai.app.store.StoredJobs;
import studio.bonsai.engine.EngineOptions;
import studio.bonsai.engine.GenerationRequest;

/** What a grid needs of the studio. To be made on the FX thread. */
final class GridStudio implements AutoCloseable {
  final Settings settings;
  final JobQueue queue;
  final GridJobs jobs;
  final ObservableList<InstalledModel> models =
      FXCollections.observableArrayList(new ArrayList<>());
  final GridViewModel model;

  GridStudio(Path folder, Engines.Opener opener) {
    Database database = Database.open(folder.resolve("studio.db"));
    settings = new Settings(database);
    jobs =
        new GridJobs(
            new Engines(opener),
            EngineOptions::defaults,
            () -> folder.resolve("pictures"),
            folder.resolve("grids"));
    queue = new JobQueue(new StoredJobs(database), Map.of(GridJobs.KIND, jobs), Clock.systemUTC());
    models.addAll(List.of(AxisParserTest.TINY, AxisParserTest.SMALL, AxisParserTest.BROKEN));
    model = new GridViewModel(settings, queue, jobs, models, () -> 42);
  }

  void ask(GenerationRequest request) {
    model.baseProperty().set(Optional.of(new GridBase(AxisParserTest.TINY, request)));
  }

  @Override
  public void close() {
    queue.close();
    settings.close();
  }
}
