// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.fxmisc.richtext.StyleClassedTextArea;
import org.junit.jupiter.api.Test;
import studio.bonsai.app.StudioTest;
import studio.bonsai.app.theme.Theme;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.ImageSize;

/** What users do with their pictures. */
class GalleryJourneyTest extends StudioTest {
  private static final List<String> SUBJECTS =
      List.of("apple", "mushroom", "car", "lighthouse", "fox", "teapot", "sailing boat");
  private static final List<String> COLOURS = List.of("red", "green", "blue", "golden", "violet");

  private Path folder() {
    return places().pictures();
  }

  private Path draw(String prompt, long seed) {
    return Shelf.bonsai(
        folder(),
        GenerationRequest.builder(prompt)
            .negativePrompt("blurry, low quality")
            .seed(seed)
            .steps(25)
            .size(new ImageSize(seed % 3 == 0 ? 192 : 256, seed % 3 == 1 ? 192 : 256))
            .build(),
        seed % 4 == 0 ? "bk-sdm-tiny" : "bonsai-emoji");
  }

  private void drawMany(int count) {
    for (int i = 0; i < count; i++) {
      String prompt =
          "a "
              + COLOURS.get(i % COLOURS.size())
              + " "
              + SUBJECTS.get(i % SUBJECTS.size())
              + ", studio light, detailed";
      Shelf.date(draw(prompt, 100 + i), Instant.now().minus(Duration.ofDays(i)));
    }
  }

  private Set<Node> cells() {
    return robot.lookup(".picture-tile").match(this::isShown).queryAll();
  }

  private boolean isThere(String query) {
    return robot.lookup(query).match(this::isShown).tryQuery().isPresent();
  }

  private boolean isShown(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  private void awaitThumbnails() {
    await(
        () ->
            cells().size() > 3
                && robot.lookup(".picture-shape").match(this::isShown).queryAll().size()
                    >= cells().size() - 1);
  }

  private void awaitPictures(int count) {
    await(() -> cells().size() == count);
  }

  private String text(String query) {
    return robot.lookup(query).queryAs(Label.class).getText();
  }

  private Node tile(Path file) {
    return tile(file.getFileName().toString());
  }

  private Node tile(String name) {
    return tiles(name).iterator().next();
  }

  private Set<Node> tiles(String name) {
    return robot
        .lookup(".picture-cell")
        .match(cell -> name.equals(cell.getAccessibleText()) && isShown(cell))
        .queryAll();
  }

  @Test
  void anEmptyGalleryInvitesToDraw() {
    go("gallery");
    await(() -> isThere("#gallery-empty-draw"));
    screenshot("gallery-empty");
    robot.clickOn("#gallery-empty-draw");
    await(() -> isThere("#prompt"));
  }

  @Test
  void picturesAreSearchedLookedAtAndUsedAgain() {
    drawMany(24);
    Shelf.damage(draw("a half drawn fox", 99));
    go("gallery");
    awaitThumbnails();
    screenshot("gallery-light");
    robot.clickOn("#gallery-search").write("teap");
    awaitPictures(3);
    robot.write("zzz");
    await(() -> isThere("#gallery-filters-clear"));
    screenshot("gallery-nothing-found");
    robot.clickOn("#gallery-filters-clear");
    await(() -> cells().size() > 3);
    robot.clickOn(tile("00002-101.png"));
    await(() -> isThere("#details-prompt"));
    assertEquals("a green mushroom, studio light, detailed", text("#details-prompt"));
    robot.type(KeyCode.F);
    await(() -> isThere(".picture-star"));
    robot.interact(Theme.DARK::apply);
    screenshot("gallery-dark");
    robot.type(KeyCode.ENTER);
    await(() -> isThere("#full-picture"));
    robot.type(KeyCode.RIGHT).type(KeyCode.PLUS);
    await(() -> text("#full-place").startsWith("4 "));
    screenshot("gallery-full-dark");
    robot.interact(Theme.LIGHT::apply);
    robot.type(KeyCode.DIGIT0);
    screenshot("gallery-full-light");
    robot.type(KeyCode.ESCAPE);
    await(() -> !isThere("#full-picture"));
    resize(1024, 700);
    robot.interact(() -> {});
    screenshot("gallery-small");
    robot.clickOn("#details-use-settings");
    await(() -> isThere("#prompt"));
    assertEquals(
        "a blue car, studio light, detailed",
        robot.lookup("#prompt").queryAs(StyleClassedTextArea.class).getText());
  }

  @Test
  void whatIsDeletedComesBackAndWhatGoesOutsideIsNoticed() throws IOException {
    Path first = draw("one", 1);
    Path second = draw("two", 2);
    Path third = draw("three", 3);
    go("gallery");
    awaitPictures(3);
    robot.clickOn(tile(first)).press(KeyCode.CONTROL).clickOn(tile(third));
    robot.release(KeyCode.CONTROL).type(KeyCode.DELETE);
    await(() -> Files.notExists(first) && Files.notExists(third));
    awaitPictures(1);
    screenshot("gallery-deleted");
    robot.clickOn("#gallery-undo");
    awaitPictures(3);
    assertTrue(Files.exists(first) && Files.exists(third));
    Files.delete(second);
    awaitPictures(2);
    Path fourth = draw("four", 4);
    awaitPictures(3);
    Files.move(fourth, folder().resolve("renamed.png"));
    await(() -> !tiles("renamed.png").isEmpty());
    robot.clickOn(tile(first)).type(KeyCode.DELETE);
    awaitPictures(2);
    robot.clickOn("#place-bin");
    awaitPictures(1);
    robot.clickOn(tile(first));
    screenshot("gallery-bin");
    robot.clickOn("#gallery-restore");
    await(() -> Files.exists(first));
    await(() -> isThere("#gallery-empty"));
    screenshot("gallery-bin-empty");
  }

  @Test
  void albumsAreMadeAndFilled() {
    Path apple = draw("an apple", 1);
    Path pear = draw("a pear", 2);
    draw("a car", 3);
    go("gallery");
    awaitPictures(3);
    robot.clickOn("#album-new");
    await(() -> robot.lookup("#album-name").tryQuery().isPresent());
    robot.clickOn("#album-name").write("Fruit").type(KeyCode.ENTER);
    await(() -> isThere("#album-Fruit"));
    robot.clickOn(tile(apple)).press(KeyCode.SHIFT).clickOn(tile(pear)).release(KeyCode.SHIFT);
    robot.drag(tile(pear)).dropTo("#album-Fruit");
    await(() -> isThere("#gallery-notice"));
    robot.clickOn("#album-Fruit");
    awaitPictures(2);
    screenshot("gallery-album");
    assertEquals(Set.of(), tiles("00003-3.png"));
  }
}
