// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.fxmisc.richtext.StyleClassedTextArea;
import org.junit.jupiter.api.Test;
import studio.bonsai.app.StudioTest;
import studio.bonsai.app.theme.Theme;

/** Everything that is asked for in the column on the left. */
class GeneratePaneTest extends StudioTest {
  private StyleClassedTextArea area(String id) {
    return robot.lookup(id).queryAs(StyleClassedTextArea.class);
  }

  private String text(String id) {
    return robot.lookup(id).queryAs(Labeled.class).getText();
  }

  private void type(String field, String text) {
    robot.interact(() -> robot.lookup(field).queryAs(TextInputControl.class).setText(text));
  }

  private void awaitModel() {
    await(() -> robot.lookup("#model").queryAs(ComboBox.class).getValue() != null);
  }

  private void paint(Theme theme) {
    robot.interact(theme::apply);
  }

  @Test
  void thePromptIsCountedWeighedAndRemembered() {
    awaitModel();
    robot.clickOn("#prompt").write("a red apple");
    await(() -> text("#prompt-count").equals("3 / 14"));
    robot.press(KeyCode.CONTROL).type(KeyCode.UP, 2).release(KeyCode.CONTROL);
    assertEquals("a red (apple:1.2)", area("#prompt").getText());
    robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
    assertEquals("a red (apple:1.1)", area("#prompt").getText());
    robot.type(KeyCode.TAB);
    assertTrue(area("#negative").isFocused());
    robot.write("blur?").type(KeyCode.TAB);
    assertFalse(area("#negative").isFocused());
    assertEquals("blur?", area("#negative").getText());
    assertTrue(robot.lookup("#shortcut-sheet").tryQuery().isEmpty(), "? is a word's end here");
    restart();
    assertEquals("a red (apple:1.1)", area("#prompt").getText());
    robot.clickOn("#prompt").press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL);
    robot.write("one two three four five six seven eight nine ten eleven twelve thirteen");
    await(() -> robot.lookup("#prompt-note").query().isVisible());
    screenshot("generate-long-light");
  }

  @Test
  void whatMakesNoSenseIsSaidAndHindersDrawing() {
    awaitModel();
    assertFalse(robot.lookup("#run").query().isDisabled());
    type("#steps", "many");
    type("#width", "100");
    assertTrue(robot.lookup("#run").query().isDisabled());
    assertTrue(text("#width-problem").contains("96"));
    assertTrue(text("#steps-problem").contains("1,000"));
    screenshot("generate-wrong-light");
    robot.clickOn("#reset");
    assertFalse(robot.lookup("#run").query().isDisabled());
    type("#count", "4");
    assertEquals("Draw 4", text("#run"));
    restart();
    assertEquals("4", robot.lookup("#count").queryAs(TextField.class).getText());
  }

  @Test
  void everySizeAndThemeIsPleasant() {
    awaitModel();
    screenshot("generate-empty-light");
    robot.clickOn("#prompt").write("a (red:1.4) apple with a [green] leaf, (shiny)");
    robot.clickOn("#negative").write("worm");
    robot.clickOn("#advanced-fold");
    screenshot("generate-light");
    paint(Theme.DARK);
    screenshot("generate-dark");
    resize(1024, 700);
    screenshot("generate-small-dark");
    paint(Theme.LIGHT);
    screenshot("generate-small-light");
  }

  private MenuItem styleItem(String text) {
    return robot.lookup("#styles").queryAs(MenuButton.class).getItems().stream()
        .filter(item -> text.equals(item.getText()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void stylesAreEditedAndPutRoundThePrompt() {
    awaitModel();
    robot.clickOn("#prompt").write("a red apple");
    robot.interact(() -> styleItem("Edit styles…").fire());
    await(() -> robot.lookup("#style-name").tryQuery().isPresent());
    robot.clickOn("#styles-add");
    robot.write("Photograph");
    assertFalse(text("#style-problem").isEmpty());
    screenshotOfAll("styles-problem-light");
    type("#style-name", "On snow");
    type("#style-prompt", "{prompt} on snow");
    screenshotOfAll("styles-light");
    robot.clickOn("#styles-close");
    robot.interact(() -> styleItem("On snow").fire());
    assertEquals("a red apple on snow", area("#prompt").getText());
    robot.clickOn("#prompt").press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
    assertEquals("a red apple", area("#prompt").getText());
  }
}
