// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.Test;
import studio.bonsai.app.generate.NodeTest;
import studio.bonsai.app.generate.Pictures;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.ImageSize;

/** Two pictures under the slider. */
class CompareViewTest extends NodeTest {
  private final CompareViewModel model = new CompareViewModel();

  private Path drawn(int seed, int steps, ImageSize size) {
    return Pictures.add(
        folder,
        GenerationRequest.builder("a quiet valley at dusk, oil on canvas")
            .negativePrompt(steps > 20 ? "people, text" : "")
            .seed(seed)
            .steps(steps)
            .guidanceScale(7.5)
            .size(size)
            .build());
  }

  private void compare(Path first, Path second) {
    robot.interact(() -> model.compare(first, second));
    await(
        () ->
            model.pairProperty().get().first().isPresent()
                || model.pairProperty().get().problem().isPresent());
  }

  @Test
  void theHandleIsDraggedAndMovedByKeys() {
    show(() -> new CompareView(model), 1280, 800);
    compare(drawn(1, 20, new ImageSize(512, 512)), drawn(77, 30, new ImageSize(768, 512)));
    robot.moveTo("#compare-handle").press(MouseButton.PRIMARY).moveBy(-150, 0);
    robot.release(MouseButton.PRIMARY);
    double dragged = model.dividerProperty().get();
    assertTrue(dragged < 0.45, () -> "divider at " + dragged);
    robot.type(KeyCode.RIGHT, KeyCode.RIGHT);
    assertEquals(dragged + 0.02, model.dividerProperty().get(), 1e-9);
    robot.type(KeyCode.END);
    assertEquals(1, model.dividerProperty().get());
    robot.interact(() -> model.slide(0.45));
    screenshots("compare");
    assertTrue(robot.lookup("#compare-differences").tryQuery().isPresent());
  }

  @Test
  void aPictureThatIsGoneIsSaidSo() {
    show(() -> new CompareView(model), 1024, 700);
    compare(drawn(1, 20, new ImageSize(64, 64)), folder.resolve("gone.png"));
    assertTrue(robot.lookup("#compare-problem").queryLabeled().getText().contains("gone.png"));
  }
}
