// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.embed.swing.SwingFXUtils;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import studio.bonsai.app.jobs.Engines;
import studio.bonsai.engine.Engine;
import studio.bonsai.engine.ModelShelf;

/** The whole studio in a window on a screen in memory, with an empty home of its own. */
public abstract class StudioTest {
  private static final long PATIENCE_S = 60;

  @TempDir protected Path home;

  protected final FxRobot robot = new FxRobot();

  private Stage stage;
  private Studio studio;

  @BeforeEach
  void openWindow() throws TimeoutException {
    stage = FxToolkit.registerPrimaryStage();
    robot.interact(this::open);
  }

  private void open() {
    studio = new Studio(places(), ModelShelf.ofThisMachine(), opener());
    StudioApplication.show(stage, studio);
    studio.start();
  }

  @AfterEach
  void close() throws TimeoutException {
    studio.close();
    FxToolkit.hideStage();
  }

  /** What opens models: the real engine, unless a test has its own. */
  protected Engines.Opener opener() {
    return Engine::open;
  }

  protected Places places() {
    return new Places(home.resolve("data"), home.resolve("pictures"));
  }

  /** Closes the studio and opens it again, as a restart of the program does. */
  protected void restart() {
    studio.close();
    robot.interact(this::open);
  }

  protected void resize(double width, double height) {
    robot.interact(
        () -> {
          stage.setWidth(width);
          stage.setHeight(height);
        });
  }

  /** Waits until it is so; fails after a minute. */
  protected static void await(BooleanSupplier condition) {
    try {
      WaitForAsyncUtils.waitFor(PATIENCE_S, TimeUnit.SECONDS, condition::getAsBoolean);
    } catch (TimeoutException e) {
      throw new AssertionError("waited in vain for " + PATIENCE_S + " s", e);
    }
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** Keeps a picture of the window for people to look at. */
  protected void screenshot(String name) {
    WaitForAsyncUtils.waitForFxEvents();
    BufferedImage image =
        SwingFXUtils.fromFXImage(
            WaitForAsyncUtils.waitForAsyncFx(
                PATIENCE_S * 1000, () -> stage.getScene().snapshot(null)),
            null);
    try {
      Path folder = Path.of(System.getProperty("bonsai.screenshots", "target/screenshots"));
      Files.createDirectories(folder);
      ImageIO.write(image, "png", folder.resolve(name + ".png").toFile());
    } catch (IOException e) {
      throw new AssertionError("cannot keep the screenshot " + name, e);
    }
  }
}
