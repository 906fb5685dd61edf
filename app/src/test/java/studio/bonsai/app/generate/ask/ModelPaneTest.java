// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Insets;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.bonsai.app.generate.NodeTest;
import studio.bonsai.app.models.InstalledModel;
import studio.bonsai.app.store.Database;
import studio.bonsai.app.store.Settings;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.ModelDefaults;
import studio.bonsai.engine.ModelShelf;

/** Which model draws. */
class ModelPaneTest extends NodeTest {
  private final ObservableList<InstalledModel> models = FXCollections.observableArrayList();
  private final BooleanProperty none = new SimpleBooleanProperty(false);
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger fetched = new AtomicInteger();
  private Settings settings;
  private ModelChoiceViewModel model;

  private static InstalledModel readable(String name, String architecture, long parameters) {
    return new InstalledModel(
        name,
        Path.of(name),
        Optional.of(
            new InstalledModel.Facts(
                architecture,
                parameters,
                2 * parameters,
                "float16",
                ModelDefaults.stableDiffusion(new ImageSize(512, 512), "pndm", false),
                List.of("pndm"))),
        Optional.empty());
  }

  private void open() {
    show(
        () -> {
          settings = new Settings(Database.open(folder.resolve("studio.db")));
          model = new ModelChoiceViewModel(settings, models, none);
          ModelPane pane = new ModelPane(model, opened::incrementAndGet, fetched::incrementAndGet);
          pane.setMaxWidth(340);
          StackPane frame = new StackPane(pane);
          frame.setPadding(new Insets(16));
          frame.getStylesheets().add(NodeTest.class.getResource("generate.css").toExternalForm());
          return frame;
        },
        380,
        500);
  }

  @AfterEach
  void close() {
    settings.close();
  }

  private String problem() {
    return robot.lookup("#model-problem").queryAs(Labeled.class).getText();
  }

  private void add(InstalledModel... found) {
    robot.interact(() -> models.setAll(found));
  }

  @Test
  void whatCannotBeReadSaysWhyAndCannotBeChosen() {
    InstalledModel broken =
        new InstalledModel(
            "half a download",
            Path.of("half"),
            Optional.empty(),
            Optional.of("The weights of unet in /models/half end too early; download them again."));
    open();
    assertEquals("", problem());
    InstalledModel emoji = readable(ModelShelf.DEFAULT, "Full U-Net, small widths", 7_500_000);
    add(emoji, readable("bk-sdm-base", "BK-SDM Base of Stable Diffusion v1", 760_000_000), broken);
    assertEquals(emoji, model.chosenProperty().get().orElseThrow());
    robot.clickOn("#model");
    assertTrue(robot.lookup("half a download").query().getParent().getParent().isDisabled());
    screenshot(robot.lookup("half a download").query().getScene(), "model-choice-light");
    robot.clickOn("bk-sdm-base");
    assertEquals("bk-sdm-base", model.chosenProperty().get().orElseThrow().name());
    add(emoji, broken);
    assertTrue(problem().contains("bk-sdm-base"));
    robot.interact(() -> model.choose(broken));
    assertTrue(problem().contains("end too early"));
    assertFalse(model.choose("half a download"));
    assertEquals(2, robot.lookup("#model").queryAs(ComboBox.class).getItems().size());
    robot.clickOn("#open-models");
    assertEquals(1, opened.get());
  }

  @Test
  void withoutAnyModelThePaneSaysWhereToGetOne() {
    open();
    assertFalse(robot.lookup("#model-none").query().getParent().isVisible(), "not looked yet");
    robot.interact(() -> none.set(true));
    robot.clickOn("#model-catalogue").clickOn("#model-add");
    assertEquals(1, fetched.get());
    assertEquals(1, opened.get());
  }

  @Test
  void theFirstModelOfAnEmptyShelfIsChosenByItself() {
    open();
    robot.interact(() -> none.set(true));
    InstalledModel first = readable("bk-sdm-tiny", "BK-SDM Tiny of Stable Diffusion v1", 1);
    add(first);
    robot.interact(() -> none.set(false));
    assertEquals(first, model.chosenProperty().get().orElseThrow());
  }

  @Test
  void aModelThatWasGoneBeforeTheStartIsMissedToo() {
    open();
    add(readable("bk-sdm-tiny", "BK-SDM Tiny of Stable Diffusion v1", 1));
    assertTrue(problem().contains(ModelShelf.DEFAULT), problem());
    assertEquals(Optional.empty(), model.chosenProperty().get());
  }
}
