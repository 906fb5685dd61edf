// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import studio.bonsai.app.StudioTest;
import studio.bonsai.app.theme.Theme;

class SettingsJourneyTest extends StudioTest {
  @Test
  void whatIsSetStaysAndWhatIsWrongIsMarkedAndDoesNotCount() {
    go("settings");
    screenshot("settings-light");
    robot.clickOn("#settings-threads").write("two");
    assertTrue(isMarked("#settings-threads"));
    robot.eraseText(3).write("2");
    assertTrue(!isMarked("#settings-threads"));
    choose("#settings-theme", Theme.DARK);
    screenshot("settings-dark");
    restart();
    go("settings");
    assertEquals("2", robot.lookup("#settings-threads").queryAs(TextField.class).getText());
    resize(1024, 700);
    screenshot("settings-small");
    choose("#settings-theme", Theme.LIGHT);
  }

  @Test
  void theTourIsShownOnceAndCanBeSkipped() {
    showTour();
    await(() -> robot.lookup("#tour-next").tryQuery().isPresent());
    screenshotOfAll("tour");
    robot.clickOn("#tour-next").clickOn("#tour-skip");
    await(() -> robot.lookup("#tour-next").tryQuery().isEmpty());
    restart();
    assertTrue(robot.lookup("#tour-next").tryQuery().isEmpty());
  }

  @Test
  void enterAloneLeadsThroughTheTourToThePrompt() {
    showTour();
    await(() -> robot.lookup("#tour-next").tryQuery().isPresent());
    robot.type(KeyCode.ENTER).type(KeyCode.ENTER);
    assertTrue(robot.lookup("#tour-next").tryQuery().isPresent());
    robot.type(KeyCode.ENTER);
    await(() -> robot.lookup("#tour-next").tryQuery().isEmpty());
    await(() -> robot.lookup("#prompt").query().isFocused());
  }

  @Test
  void aNoteOfTheTourComesBackWhenTheWindowWasResized() {
    showTour();
    await(() -> robot.lookup("#tour-next").tryQuery().isPresent());
    robot.clickOn("#tour-next");
    Node before = robot.lookup("#tour-next").query();
    resize(1100, 760);
    await(() -> robot.lookup("#tour-next").tryQuery().filter(now -> now != before).isPresent());
    robot.type(KeyCode.ENTER).type(KeyCode.ENTER);
    await(() -> robot.lookup("#tour-next").tryQuery().isEmpty());
  }

  @Test
  void aQuestionMarkShowsWhatTheKeyboardCanDo() {
    go("settings");
    robot.interact(() -> robot.lookup("#rail-settings").query().requestFocus());
    robot.write("?");
    await(() -> robot.lookup("#shortcut-sheet").tryQuery().isPresent());
    screenshotOfAll("shortcuts");
    robot.type(KeyCode.ESCAPE);
    await(() -> robot.lookup("#shortcut-sheet").tryQuery().isEmpty());
  }

  private boolean isMarked(String query) {
    Node field = robot.lookup(query).query();
    return field.getPseudoClassStates().contains(PseudoClass.getPseudoClass("error"));
  }

  private void choose(String query, Theme theme) {
    ChoiceBox<Theme> box = robot.lookup(query).query();
    robot.interact(() -> box.setValue(theme));
  }
}
