// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.models;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import studio.bonsai.app.StudioTest;
import studio.bonsai.engine.ModelShelf;

class ModelDropJourneyTest extends StudioTest {
  @Override
  protected ModelShelf shelf() {
    Path bundled = Path.of(System.getProperty("bonsai.assets"), "models");
    return new ModelShelf(List.of(home.resolve("data/models"), bundled));
  }

  @Test
  void aDroppedFileThatIsNoModelIsRefusedWithTheReason() throws IOException {
    Path file = Files.writeString(home.resolve("holiday.safetensors"), "not a model at all");
    go("models");
    ModelsView view = robot.lookup("#models").queryAs(ModelsView.class);
    robot.interact(() -> view.add(List.of(file.toFile())));
    await(() -> robot.lookup("#addition-problem").tryQuery().isPresent());
    String problem = robot.lookup("#addition-problem").queryAs(Label.class).getText();
    assertTrue(problem.contains("holiday.safetensors"), problem);
    resize(1024, 700);
    screenshot("models-refused");
    robot.clickOn("#addition-end");
    await(() -> robot.lookup("#addition-problem").tryQuery().isEmpty());
    assertFalse(Files.exists(home.resolve("data/models/holiday")));
  }
}
