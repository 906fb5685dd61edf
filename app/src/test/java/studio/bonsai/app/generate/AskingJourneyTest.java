// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javax.imageio.ImageIO;
import org.fxmisc.richtext.StyleClassedTextArea;
import org.junit.jupiter.api.Test;
import studio.bonsai.app.StudioTest;
import studio.bonsai.app.theme.Theme;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.PictureFiles;

/** From a picture or two axes to what is drawn of them. */
class AskingJourneyTest extends StudioTest {
  private void awaitModel() {
    await(() -> robot.lookup("#model").queryAs(ComboBox.class).getValue() != null);
  }

  private String value(String id) {
    return robot.lookup(id).queryAs(TextInputControl.class).getText();
  }

  private void type(String field, String text) {
    robot.interact(() -> robot.lookup(field).queryAs(TextInputControl.class).setText(text));
  }

  private void drop(Path file) {
    robot.interact(() -> robot.lookup("#generate").queryAs(GenerateView.class).drop(file));
  }

  private void draw() {
    robot.press(KeyCode.CONTROL, KeyCode.ENTER).release(KeyCode.ENTER, KeyCode.CONTROL);
  }

  private void writePrompt(String text) {
    robot.interact(
        () -> robot.lookup("#prompt").queryAs(StyleClassedTextArea.class).replaceText(text));
  }

  private List<Path> drawn() {
    if (!Files.isDirectory(places().pictures())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(places().pictures())) {
      return files.filter(f -> f.toString().endsWith(".png")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Red on the left, blue on the right. */
  private Path twoColours(int side) throws IOException {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.RED);
    pen.fillRect(0, 0, side / 2, side);
    pen.setColor(Color.BLUE);
    pen.fillRect(side / 2, 0, side / 2, side);
    pen.dispose();
    Path file = home.resolve("colours.png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  @Test
  void aDroppedPictureGivesItsSettingsBack() {
    GenerationRequest request =
        GenerationRequest.builder("a (blue:1.2) mushroom")
            .negativePrompt("red")
            .steps(9)
            .guidanceScale(3.5)
            .sampler("ddim")
            .seed(1234)
            .size(new ImageSize(96, 64))
            .build();
    Path file =
        PictureFiles.add(
            home.resolve("elsewhere"), Pictures.of(request, Pictures.model("bonsai-emoji")));
    awaitModel();
    drop(file);
    await(() -> robot.lookup("#dropped-settings").tryQuery().isPresent());
    screenshotOfAll("dropped-light");
    robot.clickOn("#dropped-settings");
    await(() -> value("#seed").equals("1234"));
    assertEquals(
        "a (blue:1.2) mushroom",
        robot.lookup("#prompt").queryAs(StyleClassedTextArea.class).getText());
    assertEquals(
        List.of("9", "3.5", "96", "64"),
        Stream.of("#steps", "#guidance", "#width", "#height").map(this::value).toList());
    screenshot("settings-restored-light");
  }

  @Test
  void aForeignPicturesModelThatIsMissingIsSaid() {
    GenerationRequest request = GenerationRequest.builder("a cat").steps(5).seed(1).build();
    Path file =
        PictureFiles.add(
            home.resolve("elsewhere"), Pictures.of(request, Pictures.model("unknown-model")));
    awaitModel();
    drop(file);
    await(() -> robot.lookup("#dropped-settings").tryQuery().isPresent());
    robot.clickOn("#dropped-settings");
    await(() -> robot.lookup("#notice").query().isVisible());
    assertTrue(robot.lookup("#notice").queryAs(Labeled.class).getText().contains("unknown-model"));
  }

  @Test
  void inpaintingKeepsWhatIsOutsideTheMask() throws IOException {
    awaitModel();
    drop(twoColours(64));
    await(() -> robot.lookup("#mask-paint").tryQuery().isPresent());
    robot.interact(() -> robot.lookup("#mask-paint").queryButton().fire());
    await(() -> robot.lookup("#mask-painter").tryQuery().isPresent());
    Node painter = robot.lookup("#mask-painter").query();
    Bounds b = painter.localToScreen(painter.getBoundsInLocal());
    // The picture stands in the middle, each of its pixels four wide.
    double x = b.getCenterX();
    robot.moveTo(x + 60, b.getCenterY()).press(MouseButton.PRIMARY);
    robot.moveTo(x + 100, b.getCenterY() + 20).release(MouseButton.PRIMARY);
    screenshotOfAll("inpaint-mask-light");
    robot.clickOn("#mask-use");
    await(() -> robot.lookup("#mask-remove").tryQuery().isPresent());
    screenshot("inpaint-ready-light");
    type("#steps", "6");
    writePrompt("a yellow sun");
    robot.clickOn("#run");
    await(() -> drawn().size() == 1);
    BufferedImage picture = ImageIO.read(drawn().get(0).toFile());
    for (int row = 0; row < 64; row++) {
      for (int column = 0; column < 24; column++) {
        assertEquals(Color.RED.getRGB(), picture.getRGB(column, row), column + "," + row);
      }
    }
    assertTrue(PictureFiles.read(drawn().get(0)).request().orElseThrow().mask().isPresent());
    writePrompt("draft");
    robot.interact(
        () -> {
          Node prompt = robot.lookup("#prompt").query();
          prompt.getScene().getWindow().requestFocus();
          prompt.requestFocus();
        });
    robot.press(KeyCode.ALT).type(KeyCode.UP).release(KeyCode.ALT);
    assertEquals(
        "a yellow sun", robot.lookup("#prompt").queryAs(StyleClassedTextArea.class).getText());
  }

  @Test
  void aGridIsAskedForOverThePresentPrompt() {
    awaitModel();
    robot.clickOn("#prompt").write("a red apple");
    robot.interact(() -> robot.lookup("#grid-fold").queryAs(ToggleButton.class).fire());
    type("#grid-x-values", "2, 3");
    type("#grid-y-values", "1, 2");
    assertEquals("Draw grid of 4", robot.lookup("#run").queryButton().getText());
    screenshot("generate-grid-light");
    robot.interact(Theme.DARK::apply);
    screenshot("generate-grid-dark");
    robot.interact(Theme.LIGHT::apply);
    type("#grid-x-values", "2, many");
    assertTrue(robot.lookup("#run").query().isDisabled());
    type("#grid-x-values", "2, 3");
    draw();
    await(() -> !robot.lookup("#grid-show-sheet").query().isDisabled());
    await(() -> drawn().size() == 5);
    screenshot("generate-grid-drawn");
    resize(1024, 700);
    screenshot("generate-grid-small");
  }
}
