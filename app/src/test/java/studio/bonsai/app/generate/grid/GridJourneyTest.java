// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.Test;
import studio.bonsai.app.StudioTest;
import studio.bonsai.app.generate.Sketcher;
import studio.bonsai.app.jobs.Engines;

/** A grid in the whole window, beside the strip of finished pictures. */
class GridJourneyTest extends StudioTest {
  private static final KeyCodeCombination DRAW =
      new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);

  private final Sketcher sketcher = new Sketcher();

  @Override
  protected Engines.Opener opener() {
    return sketcher;
  }

  private ListView<?> strip() {
    return robot.lookup("#results").queryAs(ListView.class);
  }

  private void awaitPictures(int count) {
    await(() -> strip().getItems().size() == count);
  }

  private boolean isShown(String query) {
    return robot.lookup(query).tryQuery().filter(Node::isVisible).isPresent();
  }

  private void type(String field, String text) {
    robot.interact(() -> robot.lookup(field).queryAs(TextInputControl.class).setText(text));
  }

  private void fold() {
    robot.interact(() -> robot.lookup("#grid-fold").queryAs(ToggleButton.class).fire());
  }

  @Test
  void aGridThatStartsFromAPictureIsSeenAsASheetAndInTheStrip() {
    await(() -> !robot.lookup("#run").query().isDisabled());
    robot.clickOn("#prompt").write("a hill").push(DRAW);
    awaitPictures(1);
    await(() -> isShown("#newest"));
    robot.clickOn("#result-input");
    await(() -> isShown("#mask-paint"));
    robot.clickOn("#prompt").push(DRAW);
    awaitPictures(2);
    fold();
    await(() -> isShown("#grid-x-values"));
    type("#grid-x-values", "5, 10, 15, 20");
    type("#grid-y-values", "1, 3, 5");
    await(() -> !robot.lookup("#run").query().isDisabled());
    robot.interact(() -> robot.lookup("#run").queryButton().fire());
    await(() -> !robot.lookup("#grid-show-sheet").query().isDisabled());
    screenshot("grid-sheet-after-input");
    fold();
    awaitPictures(15);
    await(() -> isShown("#newest"));
    assertEquals(0, strip().getSelectionModel().getSelectedIndex(), "the sheet is the newest");
    screenshot("grid-strip");
  }

  @Test
  void tabGoesFromTheQuestionToThePictureAndThenToTheQueue() {
    await(() -> !robot.lookup("#run").query().isDisabled());
    robot.clickOn("#prompt").write("a hill").push(DRAW);
    awaitPictures(1);
    await(() -> isShown("#newest"));
    fold();
    fold();
    robot.interact(() -> robot.lookup("#run").query().requestFocus());
    List<String> order = new ArrayList<>();
    while (!order.contains("queue-pause") && order.size() < 20) {
      robot.push(KeyCode.TAB);
      Node focused = robot.lookup("#run").query().getScene().getFocusOwner();
      order.add(String.valueOf(focused.getId()));
    }
    assertTrue(order.indexOf("results") >= 0, order.toString());
    assertTrue(order.indexOf("results") < order.indexOf("queue-pause"), order.toString());
  }
}
