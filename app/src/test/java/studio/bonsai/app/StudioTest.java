// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import studio.bonsai.app.jobs.Engines;
import studio.bonsai.app.store.Database;
import studio.bonsai.app.store.Settings;
import studio.bonsai.engine.Engine;
import studio.bonsai.engine.ModelShelf;

/** The whole studio in a window on a screen in memory, with an empty home of its own. */
public abstract class StudioTest {
  private static final long PATIENCE_S = 60;

  @TempDir protected Path home;

  protected final FxRobot robot = new FxRobot();

  private Stage stage;
  private Studio studio;

  /** The tour is for newcomers: tests have seen it, unless they ask for it. */
  @BeforeEach
  void openWindow() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
    preset("tour.seen", "true");
    robot.interact(this::open);
  }

  private void open() {
    stage = new Stage();
    studio = new Studio(places(), shelf(), opener());
    StudioWindow.show(stage, studio);
    studio.start();
  }

  @AfterEach
  void closeWindow() {
    robot.interact(stage::close);
    studio.close();
  }

  /** Opens the chosen model beforehand, as the program does once its window is there. */
  protected void warm() {
    robot.interact(studio::warm);
  }

  /** What opens models: the real engine, unless a test has its own. */
  protected Engines.Opener opener() {
    return Engine::open;
  }

  /** Where models lie: those of this machine, unless a test has its own. */
  protected ModelShelf shelf() {
    return ModelShelf.ofThisMachine();
  }

  protected Places places() {
    return new Places(home.resolve("data"), home.resolve("pictures"));
  }

  /** Opens the studio as a newcomer finds it. */
  protected void showTour() {
    closeWindow();
    preset("tour.seen", "false");
    robot.interact(this::open);
  }

  private void preset(String setting, String value) {
    try (Settings settings = new Settings(Database.open(places().database()))) {
      settings.text(setting, "").set(value);
    }
  }

  /** Brings a section into view. */
  protected void go(String section) {
    robot.clickOn("#rail-" + section);
  }

  /** Closes the studio and opens it again, as a restart of the program does. */
  protected void restart() {
    closeWindow();
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
  protected void await(BooleanSupplier condition) {
    try {
      WaitForAsyncUtils.waitFor(PATIENCE_S, TimeUnit.SECONDS, condition::getAsBoolean);
    } catch (TimeoutException e) {
      throw new AssertionError(
          "waited in vain for " + PATIENCE_S + " s; the queue: " + studio.queue().jobs(), e);
    }
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** Keeps a picture of the window for people to look at. */
  protected void screenshot(String name) {
    keep(name, onFx(() -> stage.getScene().snapshot(null)));
  }

  /** Keeps a picture of the dialog that something stands in. */
  protected void screenshotOf(String query, String name) {
    keep(name, onFx(() -> robot.lookup(query).query().getScene().snapshot(null)));
  }

  /** Keeps a picture of the window and of what stands open over it. */
  protected void screenshotOfAll(String name) {
    keep(
        name,
        onFx(
            () ->
                robot
                    .robotContext()
                    .getCaptureSupport()
                    .captureRegion(
                        new Rectangle2D(
                            stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight()))));
  }

  private static <T> T onFx(Callable<T> task) {
    WaitForAsyncUtils.waitForFxEvents();
    return WaitForAsyncUtils.waitForAsyncFx(PATIENCE_S * 1000, task);
  }

  private static void keep(String name, Image image) {
    try {
      Path folder = Path.of(System.getProperty("bonsai.screenshots", "target/screenshots"));
      Files.createDirectories(folder);
      ImageIO.write(
          SwingFXUtils.fromFXImage(image, null), "png", folder.resolve(name + ".png").toFile());
    } catch (IOException e) {
      throw new AssertionError("cannot keep the screenshot " + name, e);
    }
  }
}
