// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.Test;
import studio.bonsai.app.generate.NodeTest;
import studio.bonsai.app.theme.Theme;
import studio.bonsai.engine.GreyPixels;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.InpaintMask;
import studio.bonsai.engine.MaskFiles;

/** Painting a mask with the mouse and with keys alone. */
class MaskDialogTest extends NodeTest {
  private final AtomicReference<InpaintMask> used = new AtomicReference<>();

  private void open(Path picture, Optional<InpaintMask> mask) {
    robot.interact(
        () ->
            new MaskDialog(
                    stage,
                    picture,
                    mask,
                    Optional.of(new ImageSize(512, 512)),
                    folder.resolve("masks"),
                    used::set)
                .show());
    await(
        () ->
            robot.lookup("#mask-painter").tryQuery().isPresent()
                || robot.lookup("#mask-problem").tryQuery().isPresent());
  }

  private Scene scene() {
    return robot.lookup("#mask").query().getScene();
  }

  /** Drags from one place of the painter to another; places are shares of it. */
  private void drag(double x0, double y0, double x1, double y1) {
    Node painter = robot.lookup("#mask-painter").query();
    Bounds b = painter.localToScreen(painter.getBoundsInLocal());
    robot.moveTo(b.getMinX() + x0 * b.getWidth(), b.getMinY() + y0 * b.getHeight());
    robot.press(MouseButton.PRIMARY);
    robot.moveTo(b.getMinX() + x1 * b.getWidth(), b.getMinY() + y1 * b.getHeight());
    robot.release(MouseButton.PRIMARY);
  }

  private GreyPixels mask() {
    return MaskFiles.read(used.get().image().file());
  }

  private static double share(GreyPixels mask) {
    int white = 0;
    for (byte level : mask.levels()) {
      white += level == 0 ? 0 : 1;
    }
    return (double) white / mask.levels().length;
  }

  @Test
  void aMaskIsPaintedAndUsed() {
    open(picture("photo.png", 1500, 1000, 0.5), Optional.empty());
    assertTrue(robot.lookup("#mask-use").query().isDisabled(), "nothing is painted");
    drag(0.4, 0.35, 0.6, 0.45);
    robot.clickOn("#mask-eraser");
    drag(0.55, 0.3, 0.55, 0.5);
    screenshot(scene(), "mask-light");
    paint(Theme.DARK);
    screenshot(scene(), "mask-dark");
    robot.clickOn("#mask-use");
    await(() -> used.get() != null);
    assertEquals(1500, mask().width());
    assertEquals(MaskDialog.DEFAULT_FEATHER, used.get().feather());
    assertTrue(share(mask()) > 0.005 && share(mask()) < 0.2, () -> "painted " + share(mask()));
    await(() -> robot.lookup("#mask").tryQuery().isEmpty());
  }

  @Test
  void theKeyboardAloneWillDo() {
    resize(1024, 700);
    open(picture("photo.png", 512, 512, 0.5), Optional.empty());
    robot.type(KeyCode.CLOSE_BRACKET, KeyCode.CLOSE_BRACKET);
    robot.press(KeyCode.SPACE).type(KeyCode.RIGHT, KeyCode.RIGHT).release(KeyCode.SPACE);
    robot.type(KeyCode.I);
    screenshot(scene(), "mask-small");
    robot.type(KeyCode.I);
    robot.type(KeyCode.DOWN, KeyCode.DOWN).type(KeyCode.SPACE);
    robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
    assertFalse(robot.lookup("#mask-use").query().isDisabled());
    robot.interact(() -> robot.lookup("#mask-use").query().requestFocus());
    robot.type(KeyCode.ENTER);
    await(() -> used.get() != null);
    assertTrue(share(mask()) > 0.01 && share(mask()) < 0.2, () -> "painted " + share(mask()));
    assertEquals(255, mask().level(256, 256));
  }

  @Test
  void aMaskIsTakenUpAgainAndCancellingKeepsIt() {
    Path picture = picture("photo.png", 256, 256, 0.5);
    MaskViewModel painted = new MaskViewModel(256, 256, Optional.empty(), Optional.empty(), 60);
    painted.press(128, 128);
    painted.release();
    open(picture, Optional.of(painted.writer(folder.resolve("masks")).get()));
    assertFalse(robot.lookup("#mask-use").query().isDisabled());
    robot.clickOn("#mask-cancel");
    await(() -> robot.lookup("#mask").tryQuery().isEmpty());
    assertEquals(null, used.get());
  }

  @Test
  void aPictureThatCannotBeReadIsSaidSo() {
    open(folder.resolve("gone.png"), Optional.empty());
    assertTrue(robot.lookup("#mask-problem").queryLabeled().getText().contains("gone.png"));
    assertTrue(robot.lookup("#mask-use").query().isDisabled());
  }
}
