// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.MouseButton;
import org.fxmisc.richtext.StyleClassedTextArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;
import studio.bonsai.app.jobs.FxBridge;
import studio.bonsai.app.theme.Theme;
import studio.bonsai.engine.ModelShelf;

/**
 * Makes the user guide's pictures of the window, with pictures that the embedded model draws. Not
 * part of the tests: {@code src/build/guide-pictures} runs it.
 */
class GuidePictures extends StudioTest {
  private static final KeyCodeCombination DRAW =
      new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);
  private static final List<String> PROMPTS =
      List.of(
          "a purple balloon",
          "an orange fox",
          "a yellow star",
          "a pink donut",
          "a green car",
          "a purple strawberry",
          "a red rocket",
          "a blue mushroom",
          "a green turtle",
          "a blue butterfly",
          "an orange tropical fish",
          "a red apple");

  /** The embedded models alone, whatever is installed on this machine. */
  @Override
  protected ModelShelf shelf() {
    Path bundled = Path.of(System.getProperty("bonsai.assets"), "models");
    return new ModelShelf(List.of(home.resolve("data/models"), bundled));
  }

  @AfterEach
  void light() {
    robot.interact(Theme.LIGHT::apply);
  }

  @Test
  void pictures() {
    resize(1280, 860);
    PROMPTS.forEach(this::draw);
    robot.clickOn("#queue-clear");
    inBothThemes("generate");
    gallery();
    compare();
    mask();
    grid();
    models();
    settings();
  }

  private void draw(String prompt) {
    await(() -> !robot.lookup("#run").query().isDisabled());
    int before = drawn();
    type("#seed", "7");
    robot.interact(
        () -> robot.lookup("#prompt").queryAs(StyleClassedTextArea.class).replaceText(prompt));
    robot.clickOn("#prompt").push(DRAW);
    await(() -> drawn() == before + 1);
    await(() -> robot.lookup("#newest .image-view").queryAs(ImageView.class).getImage() != null);
  }

  private void gallery() {
    go("gallery");
    await(() -> robot.lookup(".picture-shape").queryAll().size() >= PROMPTS.size());
    robot.clickOn(".picture-tile");
    await(() -> isThere("#details-prompt"));
    inBothThemes("gallery");
    go("generate");
  }

  private void compare() {
    robot.interact(() -> strip().getSelectionModel().selectRange(0, 2));
    robot.clickOn("#result-compare");
    await(() -> isThere("#compare-differences"));
    screenshot("guide-compare");
    robot.clickOn("#result-compare");
    robot.interact(() -> strip().getSelectionModel().clearAndSelect(0));
  }

  private void mask() {
    robot.clickOn("#result-input");
    await(() -> isThere("#mask-paint"));
    // The dialog is left before this returns.
    FxBridge.later(() -> robot.lookup("#mask-paint").queryButton().fire());
    await(() -> isThere("#mask-painter"));
    Bounds painter = onScreen("#mask-painter");
    double half = painter.getHeight() / 6;
    robot.moveTo(painter.getCenterX() - half, painter.getCenterY() - half);
    robot.press(MouseButton.PRIMARY).moveBy(2 * half, 0).moveBy(0, half);
    robot.release(MouseButton.PRIMARY);
    screenshotOf("#mask", "guide-mask");
    robot.clickOn("#mask-cancel");
    robot.interact(() -> robot.lookup("#start-remove").queryButton().fire());
  }

  private Bounds onScreen(String query) {
    Node node = robot.lookup(query).query();
    return node.localToScreen(node.getBoundsInLocal());
  }

  private void grid() {
    robot.interact(() -> robot.lookup("#grid-fold").queryAs(ToggleButton.class).fire());
    await(() -> isThere("#grid-x-values"));
    type("#grid-x-values", "5, 10, 25");
    type("#grid-y-values", "1, 5");
    await(() -> !robot.lookup("#run").query().isDisabled());
    robot.interact(() -> robot.lookup("#run").queryButton().fire());
    awaitTheGrid();
    robot.clickOn("#grid-show-table");
    await(() -> isThere("#grid-cell-5"));
    screenshot("guide-grid");
    robot.interact(() -> robot.lookup("#grid-fold").queryAs(ToggleButton.class).fire());
  }

  /** Six pictures take longer than a test would wait. */
  private void awaitTheGrid() {
    try {
      WaitForAsyncUtils.waitFor(
          10, TimeUnit.MINUTES, () -> !robot.lookup("#grid-show-sheet").query().isDisabled());
    } catch (TimeoutException e) {
      throw new AssertionError("the grid is not drawn", e);
    }
    WaitForAsyncUtils.waitForFxEvents();
  }

  private void models() {
    go("models");
    await(() -> isThere("#use-bonsai-emoji"));
    robot.clickOn("#models-tab-catalogue");
    await(() -> isThere("#get-bk-sdm-small"));
    screenshot("guide-catalogue");
  }

  private void settings() {
    go("settings");
    // Not this machine's own folder.
    robot.interact(
        () ->
            robot
                .lookup("#settings-pictures")
                .queryAs(TextField.class)
                .setPromptText("/home/ada/Pictures/Bonsai Studio"));
    screenshot("guide-settings");
  }

  private void inBothThemes(String name) {
    for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
      robot.interact(theme::apply);
      screenshot("guide-" + name + "-" + theme.name().toLowerCase(Locale.ROOT));
    }
    robot.interact(Theme.LIGHT::apply);
  }

  private void type(String field, String text) {
    robot.interact(() -> robot.lookup(field).queryAs(TextInputControl.class).setText(text));
  }

  private boolean isThere(String query) {
    return robot.lookup(query).tryQuery().isPresent();
  }

  private ListView<?> strip() {
    return robot.lookup("#results").queryAs(ListView.class);
  }

  private int drawn() {
    return robot
        .lookup("#results")
        .tryQueryAs(ListView.class)
        .map(list -> list.getItems().size())
        .orElse(0);
  }
}
