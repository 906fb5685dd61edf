// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.bonsai.app.StudioTest;
import studio.bonsai.app.generate.Sketcher;
import studio.bonsai.app.jobs.Engines;
import studio.bonsai.app.theme.Theme;
import studio.bonsai.engine.EngineException;

/** From a prompt over the queue to finished pictures, in the whole window. */
class DrawingJourneyTest extends StudioTest {
  private static final int MANY = 1_000_000;

  private final Sketcher sketcher = new Sketcher();

  /** How many steps may be drawn. */
  private final Semaphore steps = new Semaphore(MANY);

  @Override
  protected Engines.Opener opener() {
    sketcher.beforeStep = step -> steps.acquireUninterruptibly();
    return sketcher;
  }

  @AfterEach
  void letGo() {
    steps.release(MANY);
    robot.interact(Theme.LIGHT::apply);
  }

  private void hold(int allowed) {
    steps.drainPermits();
    steps.release(allowed);
  }

  private void ask(String prompt) {
    // The shelf is looked at beside everything else.
    await(() -> !robot.lookup("#run").query().isDisabled());
    robot.clickOn("#prompt").push(SELECT_ALL).write(prompt).push(DRAW);
  }

  private static final KeyCodeCombination SELECT_ALL =
      new KeyCodeCombination(KeyCode.A, KeyCombination.SHORTCUT_DOWN);
  private static final KeyCodeCombination DRAW =
      new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);

  private ListView<Result> strip() {
    return robot.lookup("#results").queryListView();
  }

  private void awaitPictures(int count) {
    await(() -> strip().getItems().size() == count);
  }

  private boolean isShown(String node) {
    return robot.lookup(node).tryQuery().filter(Node::isVisible).isPresent();
  }

  private String text(String label) {
    return robot.lookup(label).queryAs(Label.class).getText();
  }

  private void queueShows(String words) {
    await(() -> states().stream().anyMatch(text -> text.contains(words)));
  }

  private List<String> states() {
    Set<Label> labels = robot.lookup(".queue-state").queryAllAs(Label.class);
    return labels.stream().map(Label::getText).toList();
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.list(places().pictures())) {
      return files.filter(file -> file.toString().endsWith(".png")).sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void inBothThemes(String name) {
    screenshot(name + "-light");
    robot.interact(Theme.DARK::apply);
    screenshot(name + "-dark");
    robot.interact(Theme.LIGHT::apply);
  }

  private void type(String field, String text) {
    robot.interact(() -> robot.lookup(field).queryAs(TextInputControl.class).setText(text));
  }

  @Test
  void whatTheMemoryCannotHoldIsSaidBeforeItIsAskedFor() {
    await(() -> !robot.lookup("#run").query().isDisabled());
    type("#count", "8");
    type("#batch", "8");
    await(() -> isShown("#memory-lack"));
    assertEquals(
        "This needs about 6.0 GB of memory, and 2.0 GB can be had. Choose a smaller size, fewer at"
            + " once, the low memory mode in the settings, or close other programs.",
        text("#memory-lack"));
    inBothThemes("generate-memory");
    type("#batch", "4");
    await(() -> !isShown("#memory-lack"));
  }

  @Test
  void aGrowingPictureIsSeenAndCancelledWithinOneStep() {
    inBothThemes("stage-empty");
    hold(17);
    ask("a quiet valley at dusk, oil on canvas");
    await(() -> text("#stage-step").startsWith("Step 17 of"));
    ask("another valley, which waits for the first one to be finished");
    queueShows("Waiting");
    inBothThemes("stage-drawing");
    resize(1024, 700);
    screenshot("stage-drawing-small");
    resize(1280, 800);
    robot.clickOn("#stage-cancel");
    steps.release(1);
    queueShows("Cancelled");
    assertTrue(files().isEmpty());
    steps.release(MANY);
    awaitPictures(1);
  }

  @Test
  void twoPicturesAreComparedAndOneIsDeleted() {
    ask("a red valley at dusk, oil on canvas, warm evening light over the hills");
    awaitPictures(1);
    ask("a blue valley at dawn, with mist over the river and mountains far away");
    awaitPictures(2);
    await(() -> isShown("#newest"));
    inBothThemes("stage-picture");
    resize(1024, 700);
    screenshot("stage-picture-small");
    resize(1600, 1160);
    screenshot("stage-picture-large");
    resize(1280, 800);
    robot.interact(() -> strip().getSelectionModel().selectAll());
    robot.clickOn("#result-compare");
    await(() -> isShown("#compare-differences"));
    inBothThemes("stage-compare");
    robot.clickOn("#result-compare");
    robot.interact(() -> strip().getSelectionModel().clearAndSelect(0));
    assertTrue(text("#caption-settings").contains("seed"));
    robot.clickOn("#result-delete");
    awaitPictures(1);
    assertEquals(1, files().size());
    assertTrue(text("#stage-notice").contains("bin"));
  }

  @Test
  void aPictureIsDrawnAgainAndVaried() {
    ask("a hill");
    awaitPictures(1);
    await(() -> isShown("#newest"));
    robot.clickOn("#result-again");
    awaitPictures(2);
    robot.clickOn("#result-vary");
    awaitPictures(6);
    assertEquals(4, sketcher.asked.get(2).count());
    assertTrue(sketcher.asked.get(2).variation().isPresent());
    assertFalse(sketcher.asked.get(1).seed().equals(sketcher.asked.get(0).seed()));
    robot.clickOn("#result-copy-prompt");
    robot.interact(() -> assertEquals("a hill", Clipboard.getSystemClipboard().getString()));
    screenshot("stage-strip");
  }

  @Test
  void aFailureIsASentenceAndTriedAgain() {
    sketcher.beforeStep =
        step -> {
          throw new EngineException(
              "512 x 768 needs 3.1 GB and 1.2 GB are free; choose a smaller size, or the low memory"
                  + " mode in the settings.");
        };
    ask("a valley too large for this machine");
    await(() -> isShown("#stage-problem"));
    assertTrue(text("#stage-problem").contains("choose a smaller size"));
    queueShows("choose a smaller size");
    inBothThemes("stage-failed");
    sketcher.beforeStep = step -> {};
    robot.clickOn("#queue-retry-1");
    awaitPictures(1);
    await(() -> !isShown("#stage-problem"));
  }

  @Test
  void theQueueIsThereAgainAfterARestartAndGoesOn() {
    hold(3);
    ask("the first hill");
    ask("the second hill");
    ask("the third hill");
    await(() -> text("#stage-step").startsWith("Step 3 of"));
    robot.clickOn("#queue-up-3");
    new Thread(() -> steps.release(MANY)).start();
    restart();
    awaitPictures(3);
    List<String> prompts = strip().getItems().stream().map(Result::prompt).sorted().toList();
    assertEquals(List.of("the first hill", "the second hill", "the third hill"), prompts);
    assertEquals(3, files().size());
    restart();
    awaitPictures(3);
    await(() -> isShown("#newest"));
    assertFalse(isShown("#stage-empty"), "there is something to see");
    assertTrue(text("#caption-prompt").equals(strip().getItems().get(0).prompt()));
    screenshot("stage-after-restart");
  }

  @Test
  void aPausedQueueBeginsNothingAndFoldsAway() {
    robot.clickOn("#queue-pause");
    ask("a hill");
    queueShows("Waiting");
    await(() -> isShown("#queue-paused"));
    screenshot("queue-paused");
    robot.clickOn("#queue-fold");
    screenshot("queue-folded");
    assertEquals("1", text("#queue-count"));
    robot.clickOn("#queue-unfold");
    robot.clickOn("#queue-pause");
    awaitPictures(1);
    robot.clickOn("#queue-clear");
    await(() -> isShown("#queue-empty"));
  }
}
