// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import studio.bonsai.app.generate.ask.ModelChoiceViewModel;
import studio.bonsai.app.generate.grid.AxisKind;
import studio.bonsai.app.generate.grid.GridJobs;
import studio.bonsai.app.jobs.Engines;
import studio.bonsai.app.jobs.JobQueue;
import studio.bonsai.app.models.InstalledModel;
import studio.bonsai.app.store.Database;
import studio.bonsai.app.store.Settings;
import studio.bonsai.app.store.StoredJobs;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.EngineOptions;
import studio.bonsai.engine.MemoryMode;

class GenerateViewModelTest {
  private static final InstalledModel TOY =
      new InstalledModel(
          "toy",
          Path.of("toy"),
          Optional.of(
              new InstalledModel.Facts(
                  "toy", 1, 1, "float32", Pictures.DEFAULTS, List.of("pndm", "ddim"))),
          Optional.empty());

  @TempDir Path folder;

  private final ObjectProperty<EngineOptions> options =
      new SimpleObjectProperty<>(EngineOptions.defaults());
  private Settings settings;
  private JobQueue queue;
  private GenerateViewModel model;
  private ObservableValue<String> memory;

  /** Grids are told to the FX thread. */
  @BeforeAll
  static void startToolkit() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
  }

  @BeforeEach
  void open() {
    Database database = Database.open(folder.resolve("studio.db"));
    settings = new Settings(database);
    settings.text("generate.model", "").set("toy");
    Sketcher sketcher = new Sketcher();
    GridJobs grids =
        new GridJobs(new Engines(sketcher), options::get, () -> folder, folder.resolve("grids"));
    queue = new JobQueue(new StoredJobs(database), Map.of(GridJobs.KIND, grids), Clock.systemUTC());
    model =
        new GenerateViewModel(
            settings,
            queue,
            grids,
            new ModelChoiceViewModel(
                settings,
                FXCollections.observableArrayList(List.of(TOY)),
                new SimpleBooleanProperty(false)),
            folder.resolve("masks"),
            new GenerateViewModel.Beside(
                Runnable::run,
                Runnable::run,
                path -> {
                  throw new EngineException("nobody counts here");
                },
                new Engines(sketcher),
                options),
            () -> 42);
    memory = model.memoryProperty();
  }

  @AfterEach
  void close() {
    queue.close();
    settings.close();
  }

  private void type(int count, int batch) {
    model.drawing().count().textProperty().set(Integer.toString(count));
    settings.text("generate.batch", "").set(Integer.toString(batch));
  }

  @Test
  void whatTheMemoryCannotHoldIsSaidWithWhatToDo() {
    assertEquals("", memory.getValue());
    type(8, 8);
    assertEquals(
        "This needs about 6.0 GB of memory, and 2.0 GB can be had. Choose a smaller size, fewer at"
            + " once, the low memory mode in the settings, or close other programs.",
        memory.getValue());
    type(8, 4);
    assertEquals("", memory.getValue());
  }

  @Test
  void onlyWhatHelpsIsAdvised() {
    type(8, 8);
    options.set(
        new EngineOptions(
            Optional.empty(), Optional.empty(), MemoryMode.LOW, OptionalInt.empty(), false));
    assertTrue(!memory.getValue().contains("low memory mode"), memory.getValue());
    assertTrue(memory.getValue().contains("fewer at once"), memory.getValue());
  }

  @Test
  void aGridsLargestPictureIsJudged() {
    settings.choice("grid.x.kind", AxisKind.class, AxisKind.STEPS).set(AxisKind.SIZE);
    settings.text("grid.x.values", "").set("64, 4096, 128");
    assertEquals("", memory.getValue());
    model.grid().wantedProperty().set(true);
    assertTrue(memory.getValue().contains("a smaller size"), memory.getValue());
    assertFalse(memory.getValue().contains("fewer at once"), "each is drawn alone");
    settings.text("grid.x.values", "").set("64, 128");
    assertEquals("", memory.getValue());
  }

  /** Listeners that hear before a value is read would tell the one before. */
  @Test
  void aGridVariesWhatIsTypedAndNotWhatWasTypedBefore() {
    model.grid().wantedProperty().set(true);
    settings.text("generate.steps", "").set("7");
    assertEquals(
        OptionalInt.of(7), model.grid().baseProperty().get().orElseThrow().request().steps());
    settings.text("generate.steps", "").set("12");
    assertEquals(
        OptionalInt.of(12), model.grid().baseProperty().get().orElseThrow().request().steps());
    model.drawing().useSeed(5);
    assertEquals(
        OptionalLong.of(5), model.grid().baseProperty().get().orElseThrow().request().seed());
  }
}
