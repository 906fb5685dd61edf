// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app;

import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.stage.Window;
import studio.bonsai.app.theme.Theme;
import studio.bonsai.engine.Engine;
import studio.bonsai.engine.ModelShelf;

/** The studio's window. */
public final class StudioApplication extends Application {
  static final double SMALLEST_WIDTH = 1024;
  static final double SMALLEST_HEIGHT = 700;

  private Studio studio;

  @Override
  public void init() {
    studio = new Studio(Places.ofThisMachine(), ModelShelf.ofThisMachine(), Engine::open);
  }

  @Override
  public void start(Stage stage) {
    show(stage, studio);
    studio.start();
  }

  /** Fills the window and shows it. */
  static void show(Stage stage, Studio studio) {
    var theme = studio.settings().choice("theme", Theme.class, Theme.SYSTEM);
    theme.get().apply();
    theme.addListener((property, before, now) -> now.apply());
    var section = studio.settings().text("section", studio.sections().get(0).id());
    Scene scene = new Scene(new Shell(studio.sections(), section), 1280, 800);
    Theme.style(scene);
    stage.setTitle("Bonsai Studio");
    stage.setMinWidth(SMALLEST_WIDTH);
    stage.setMinHeight(SMALLEST_HEIGHT);
    stage.setScene(scene);
    stage.setOnCloseRequest(
        event -> {
          // Leaving while a dialog is open would crash GTK.
          java.util.List.copyOf(Window.getWindows()).forEach(Window::hide);
          Platform.runLater(Platform::exit);
        });
    stage.show();
  }

  @Override
  public void stop() {
    studio.close();
  }
}
