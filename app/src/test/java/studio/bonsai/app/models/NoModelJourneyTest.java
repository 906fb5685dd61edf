// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.bonsai.app.StudioTest;
import studio.bonsai.app.theme.Theme;
import studio.bonsai.engine.ModelShelf;

/** A window without any model. */
class NoModelJourneyTest extends StudioTest {
  private final Locale before = Locale.getDefault();

  @Override
  protected ModelShelf shelf() {
    return new ModelShelf(List.of(home.resolve("data/models")));
  }

  @AfterEach
  void reset() {
    Locale.setDefault(before);
    robot.interact(Theme.LIGHT::apply);
  }

  private boolean isShown(String query) {
    return robot.lookup(query).tryQuery().filter(NoModelJourneyTest::isVisible).isPresent();
  }

  private static boolean isVisible(Node node) {
    return node.isVisible() && (node.getParent() == null || isVisible(node.getParent()));
  }

  private String text(String query) {
    return robot.lookup(query).queryAs(Labeled.class).getText();
  }

  private void inBothThemes(String name) {
    screenshot(name + "-light");
    robot.interact(Theme.DARK::apply);
    screenshot(name + "-dark");
    robot.interact(Theme.LIGHT::apply);
  }

  @Test
  void theWindowLeadsToAFirstModelAndDrawsWithIt() throws IOException {
    await(() -> isShown("#model-none"));
    assertTrue(robot.lookup("#run").query().isDisabled());
    inBothThemes("no-model-generate");
    robot.clickOn("#model-catalogue");
    await(() -> isShown("#get-bk-sdm-small"));
    go("generate");
    robot.clickOn("#model-add");
    await(() -> isShown("#models-empty"));
    inBothThemes("no-model-models");
    robot.clickOn("#models-empty-catalogue");
    await(() -> isShown("#get-bk-sdm-small"));
    Path bundled = Path.of(System.getProperty("bonsai.assets"), "models", ModelShelf.DEFAULT);
    Path shelf = Files.createDirectories(home.resolve("data/models"));
    Files.createSymbolicLink(shelf.resolve("my first"), bundled.toAbsolutePath());
    go("generate");
    go("models");
    go("generate");
    await(() -> robot.lookup("#model").queryAs(ComboBox.class).getValue() != null);
    await(() -> !robot.lookup("#run").query().isDisabled());
    assertTrue(!isShown("#model-none"));
  }

  @Test
  void germansReadItInGerman() {
    Locale.setDefault(Locale.GERMANY);
    restart();
    await(() -> isShown("#model-none"));
    assertEquals("Katalog öffnen", text("#model-catalogue"));
    resize(1024, 700);
    screenshot("no-model-generate-german-small");
    robot.clickOn("#model-add");
    await(() -> isShown("#models-empty"));
    screenshot("no-model-models-german-small");
  }
}
