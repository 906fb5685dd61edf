// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.image.ImageView;
import javafx.scene.layout.BorderPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.bonsai.app.generate.NodeTest;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.ImageSize;

/** From two axes to a finished sheet. */
class GridViewTest extends NodeTest {
  private final AtomicReference<Path> chosen = new AtomicReference<>();
  private final ToyModel.Opener opener = new ToyModel.Opener();
  private GridStudio studio;

  private void open() {
    show(
        () -> {
          studio = new GridStudio(folder, opener);
          studio.ask(
              GenerationRequest.builder("a quiet valley at dusk, oil on canvas, warm light")
                  .size(new ImageSize(256, 256))
                  .build());
          studio.model.paceProperty().set(Optional.of(new GridPace(1e9 / (5 * 65536))));
          BorderPane both = new BorderPane(new GridResult(studio.model, chosen::set));
          both.setLeft(new GridForm(studio.model));
          BorderPane.setMargin(both.getLeft(), new Insets(16));
          return both;
        },
        1280,
        800);
  }

  @AfterEach
  void close() {
    studio.close();
  }

  private void type(String field, String text) {
    robot.interact(() -> robot.lookup(field).queryAs(TextField.class).clear());
    robot.clickOn(field).write(text);
  }

  private String text(String label) {
    return robot.lookup(label).queryAs(Label.class).getText();
  }

  @Test
  void aGridIsAskedForAndItsSheetIsSeen() {
    open();
    type("#grid-x-values", "10-40 [4]");
    assertEquals("4 × 3 = 12 pictures, about 60 s", text("#grid-count"));
    screenshots("grid-form");
    resize(1280, 800);
    robot.interact(studio.model::draw);
    robot.interact(studio.queue::start);
    await(() -> studio.model.stateProperty().get().flatMap(GridState::sheet).isPresent());
    await(() -> !robot.lookup("#grid-show-sheet").query().isDisabled());
    await(() -> sheetIsShown());
    screenshots("grid-sheet");
    robot.clickOn("#grid-show-table");
    await(() -> robot.lookup("#grid-cell-5").tryQuery().isPresent());
    screenshot(stage.getScene(), "grid-table");
    robot.clickOn("#grid-cell-5");
    assertTrue(Files.exists(chosen.get()));
    assertEquals(studio.model.stateProperty().get().orElseThrow().pictures().get(5), chosen.get());
  }

  private boolean sheetIsShown() {
    return robot
        .lookup("#grid-sheet .image-view")
        .tryQueryAs(ImageView.class)
        .filter(view -> view.getImage() != null && view.getImage().getProgress() == 1)
        .isPresent();
  }

  @Test
  void aWrongValueIsSaidAndACellThatFailsSaysWhy() {
    open();
    type("#grid-x-values", "10, 2x");
    assertTrue(text("#grid-x-note").contains("\"2x\""));
    assertEquals("No grid yet", text("#grid-count"));
    screenshot(stage.getScene(), "grid-error-light");
    type("#grid-x-values", "10, 13, 20");
    robot.interact(studio.model::draw);
    robot.interact(studio.queue::start);
    await(() -> studio.model.stateProperty().get().flatMap(GridState::sheet).isPresent());
    await(() -> robot.lookup("#grid-sheet").tryQuery().isPresent());
    await(() -> sheetIsShown());
    screenshot(stage.getScene(), "grid-failed-light");
    assertEquals(3, studio.model.stateProperty().get().orElseThrow().problems().size());
  }
}
