// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import studio.bonsai.app.gallery.GallerySection;
import studio.bonsai.app.gallery.index.PictureIndex;
import studio.bonsai.app.generate.DrawingJobs;
import studio.bonsai.app.generate.GenerateSection;
import studio.bonsai.app.generate.GenerateViewModel;
import studio.bonsai.app.generate.ask.ModelChoiceViewModel;
import studio.bonsai.app.generate.grid.GridJobs;
import studio.bonsai.app.jobs.Background;
import studio.bonsai.app.jobs.Engines;
import studio.bonsai.app.jobs.FxBridge;
import studio.bonsai.app.jobs.JobQueue;
import studio.bonsai.app.models.InstalledModel;
import studio.bonsai.app.models.InstalledModels;
import studio.bonsai.app.models.ModelsSection;
import studio.bonsai.app.report.MachineFacts;
import studio.bonsai.app.report.ProblemReport;
import studio.bonsai.app.settings.ComputeChoice;
import studio.bonsai.app.settings.SettingsSection;
import studio.bonsai.app.store.Database;
import studio.bonsai.app.store.Settings;
import studio.bonsai.app.store.StoredJobs;
import studio.bonsai.engine.Engine;
import studio.bonsai.engine.FreshSeed;
import studio.bonsai.engine.ModelCatalogue;
import studio.bonsai.engine.ModelShelf;

/** Everything that the window works with, put together in one place. */
final class Studio implements AutoCloseable {
  private final Settings settings;
  private final Engines engines;

  /** Tells what memory models take, beside those that draw. */
  private final Engines weighing;

  private final JobQueue queue;

  private final ExecutorService background = Background.asManyAsNeeded("background");

  private final ExecutorService asking = Background.oneAfterAnother("asking");

  private final ModelsSection models;
  private final GallerySection gallery;
  private final DrawingRoom room;
  private final GenerateSection generate;
  private final List<Section> sections;

  /**
   * @param opener opens models; tests give a fake
   * @throws studio.bonsai.engine.EngineException when the data folder cannot be used
   */
  Studio(Places places, ModelShelf shelf, Engines.Opener opener) {
    Database database = Database.open(places.database());
    settings = new Settings(database);
    engines = new Engines(opener);
    weighing = new Engines(opener);
    ComputeChoice compute = new ComputeChoice(settings, places.pictures());
    DrawingJobs drawing = new DrawingJobs(engines, compute::options, compute::pictures);
    GridJobs grids =
        new GridJobs(engines, compute::options, compute::pictures, places.data().resolve("grids"));
    queue =
        new JobQueue(
            new StoredJobs(database),
            Map.of(DrawingJobs.KIND, drawing, GridJobs.KIND, grids),
            Clock.systemUTC());
    InstalledModels installed = new InstalledModels(shelf);
    StringProperty chosen = settings.text("section", "generate");
    room = new DrawingRoom(settings, engines, queue, drawing, grids, compute, shelf);
    generate =
        new GenerateSection(
            () -> asking(grids, installed, places, compute),
            chosen,
            new GenerateSection.Neighbours(
                this::openModels, this::openCatalogue, this::showOnDesktop),
            () -> stage(installed),
            room::queue);
    ModelCatalogue catalogue = new ModelCatalogue(shelf, places.data(), System::getenv);
    models = models(shelf, installed, catalogue, database);
    gallery = gallery(database, compute, places);
    sections = List.of(generate, gallery, models, setting(compute, catalogue, places));
  }

  private ModelsSection models(
      ModelShelf shelf, InstalledModels installed, ModelCatalogue catalogue, Database database) {
    ModelsSection.Neighbours neighbours =
        new ModelsSection.Neighbours(generate::use, this::showOnDesktop, newest(database));
    return new ModelsSection(shelf, installed, catalogue, background, neighbours);
  }

  private GallerySection gallery(Database database, ComputeChoice compute, Places places) {
    return new GallerySection(
        database,
        settings,
        compute::pictures,
        places.data().resolve("thumbnails"),
        generate,
        this::showInFolder);
  }

  private SettingsSection setting(ComputeChoice compute, ModelCatalogue catalogue, Places places) {
    return new SettingsSection(
        settings, compute, catalogue, background, places.pictures(), () -> report(places));
  }

  private Node stage(InstalledModels installed) {
    return room.stage(generate, installed.noneProperty());
  }

  private void openModels() {
    models.showInstalled();
    show(models);
  }

  private void openCatalogue() {
    models.showCatalogue();
    show(models);
  }

  private void show(Section section) {
    settings.text("section", "").set(section.id());
  }

  private GenerateViewModel asking(
      GridJobs grids, InstalledModels installed, Places places, ComputeChoice compute) {
    GenerateViewModel.Beside beside =
        new GenerateViewModel.Beside(
            asking, FxBridge::run, Engine::tokenCounter, weighing, compute.optionsProperty());
    return new GenerateViewModel(
        settings,
        queue,
        grids,
        new ModelChoiceViewModel(settings, installed.list(), installed.noneProperty()),
        places.data().resolve("masks"),
        beside,
        FreshSeed::draw);
  }

  private static Function<InstalledModel, Optional<Path>> newest(Database database) {
    PictureIndex pictures = new PictureIndex(database.jdbi());
    return model -> pictures.newestOf(model.name());
  }

  private void showOnDesktop(Path file) {
    background.execute(() -> DesktopFiles.show(file));
  }

  private void showInFolder(Path file) {
    background.execute(() -> DesktopFiles.showInFolder(file));
  }

  private ProblemReport report(Places places) {
    return new ProblemReport(
        places.logs(), settings.all(), places.pictures(), MachineFacts.gather());
  }

  Settings settings() {
    return settings;
  }

  JobQueue queue() {
    return queue;
  }

  List<Section> sections() {
    return sections;
  }

  /** Begins to work on what an earlier run left. */
  void start() {
    queue.start();
    gallery.start();
  }

  /** Gets ready for the first picture, beside everything else. */
  void warm() {
    room.warm();
  }

  /** In the order in which they need each other; each waits for a while at most. */
  @Override
  public void close() {
    models.close();
    queue.close();
    room.close();
    gallery.close();
    settings.close();
    Background.finish(asking, "asking");
    weighing.close();
    background.shutdown();
    if (queue.hasEnded()) {
      // A model that is still at work must not be taken from under it.
      engines.close();
    }
  }
}
