// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import studio.bonsai.app.theme.Theme;

/** One node alone in a window on a screen in memory. */
public abstract class NodeTest {
  private static final long PATIENCE_S = 60;

  @TempDir protected Path folder;

  protected final FxRobot robot = new FxRobot();
  protected Stage stage;

  @BeforeEach
  void openWindow() throws TimeoutException {
    stage = FxToolkit.registerPrimaryStage();
    show(() -> new StackPane(new Label()), 1280, 800);
  }

  @AfterEach
  void closeWindow() {
    robot.interact(
        () -> {
          List.copyOf(Window.getWindows()).forEach(Window::hide);
          Theme.LIGHT.apply();
        });
  }

  /** Fills the window. */
  protected void show(Supplier<Parent> node, double width, double height) {
    robot.interact(
        () -> {
          Theme.LIGHT.apply();
          Scene scene = new Scene(node.get(), width, height);
          Theme.style(scene);
          stage.hide();
          stage.setScene(scene);
          stage.setX(0);
          stage.setY(0);
          stage.setWidth(width);
          stage.setHeight(height);
          stage.show();
        });
  }

  protected void resize(double width, double height) {
    robot.interact(
        () -> {
          stage.setWidth(width);
          stage.setHeight(height);
        });
  }

  protected void paint(Theme theme) {
    robot.interact(theme::apply);
    WaitForAsyncUtils.waitForFxEvents();
  }

  protected static void await(BooleanSupplier condition) {
    try {
      WaitForAsyncUtils.waitFor(PATIENCE_S, TimeUnit.SECONDS, condition::getAsBoolean);
    } catch (TimeoutException e) {
      throw new AssertionError("waited in vain for " + PATIENCE_S + " s", e);
    }
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** Keeps a picture of a window for people to look at. */
  protected void screenshot(Scene scene, String name) {
    WaitForAsyncUtils.waitForFxEvents();
    BufferedImage image =
        SwingFXUtils.fromFXImage(
            WaitForAsyncUtils.waitForAsyncFx(PATIENCE_S * 1000, () -> scene.snapshot(null)), null);
    write(
        Path.of(System.getProperty("bonsai.screenshots", "target/screenshots"))
            .resolve(name + ".png"),
        image);
  }

  /** Light and dark at 1280 x 800, then small. */
  protected void screenshots(String name) {
    screenshot(stage.getScene(), name + "-light");
    paint(Theme.DARK);
    screenshot(stage.getScene(), name + "-dark");
    paint(Theme.LIGHT);
    resize(1024, 700);
    screenshot(stage.getScene(), name + "-small");
  }

  /** A picture with something to see: hills, and a sun at a place of its own. */
  protected Path picture(String name, int width, int height, double sun) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setPaint(new GradientPaint(0, 0, new Color(0x3b6ea5), 0, height, new Color(0xf4d9b0)));
    pen.fillRect(0, 0, width, height);
    pen.setColor(new Color(0xffb347));
    int size = Math.min(width, height) / 4;
    pen.fillOval((int) (width * sun) - size / 2, height / 4, size, size);
    pen.setColor(new Color(0x3f6b45));
    pen.fillOval(-width / 4, height * 2 / 3, width, height);
    pen.setColor(new Color(0x2f5235));
    pen.fillOval(width / 3, height * 3 / 5, width, height);
    pen.dispose();
    return write(folder.resolve(name), image);
  }

  private static Path write(Path file, BufferedImage image) {
    try {
      Files.createDirectories(file.getParent());
      ImageIO.write(image, "png", file.toFile());
      return file;
    } catch (IOException e) {
      throw new AssertionError("cannot write " + file, e);
    }
  }
}
