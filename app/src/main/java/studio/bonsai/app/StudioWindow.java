// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;
import studio.bonsai.app.help.HelpEvent;
import studio.bonsai.app.help.Tour;
import studio.bonsai.app.jobs.FxBridge;
import studio.bonsai.app.notices.Notices;
import studio.bonsai.app.store.Settings;
import studio.bonsai.app.theme.Theme;

/** The studio's one window: where it stands, how it looks, what it shows first. */
final class StudioWindow {
  private static final double SMALLEST_WIDTH = 1024;
  private static final double SMALLEST_HEIGHT = 700;
  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;

  /** Drawn from assets/icons. */
  private static final List<String> ICONS = List.of("icon-32.png", "icon-64.png", "icon-256.png");

  private final Stage stage;
  private final Settings settings;
  private final Shell shell;

  private StudioWindow(Stage stage, Studio studio) {
    this.stage = stage;
    settings = studio.settings();
    shell = new Shell(studio.sections(), settings.text("section", studio.sections().get(0).id()));
  }

  /** Fills the stage and shows it. */
  static void show(Stage stage, Studio studio) {
    StudioWindow window = new StudioWindow(stage, studio);
    window.colour();
    Scene scene = new Scene(window.shell);
    Theme.style(scene);
    stage.setTitle("Bonsai Studio");
    ICONS.forEach(name -> stage.getIcons().add(icon(name)));
    stage.setMinWidth(SMALLEST_WIDTH);
    stage.setMinHeight(SMALLEST_HEIGHT);
    stage.setScene(scene);
    window.place();
    stage.setOnCloseRequest(event -> leave());
    stage.show();
    Notices.watch(studio.queue(), stage);
    window.greet();
  }

  private static Image icon(String name) {
    return new Image(Objects.requireNonNull(StudioWindow.class.getResource(name)).toExternalForm());
  }

  private void colour() {
    ObjectProperty<Theme> theme = settings.choice("theme", Theme.class, Theme.SYSTEM);
    theme.get().apply();
    theme.addListener((property, before, now) -> now.apply());
  }

  /** As large as it was left, where it was left, if that screen is still there. */
  private void place() {
    ObjectProperty<Double> width = settings.number("window.width", WIDTH);
    ObjectProperty<Double> height = settings.number("window.height", HEIGHT);
    stage.setWidth(width.get());
    stage.setHeight(height.get());
    ObjectProperty<Double> x = settings.number("window.x", -1);
    ObjectProperty<Double> y = settings.number("window.y", -1);
    boolean there =
        Screen.getScreens().stream()
            .map(Screen::getVisualBounds)
            .anyMatch(bounds -> isWithin(bounds, x.get(), y.get()));
    if (there) {
      stage.setX(x.get());
      stage.setY(y.get());
    }
    stage.setMaximized(settings.flag("window.maximized", false).get());
    keep(stage.widthProperty(), width);
    keep(stage.heightProperty(), height);
    keep(stage.xProperty(), x);
    keep(stage.yProperty(), y);
    stage
        .maximizedProperty()
        .addListener((p, before, now) -> settings.flag("window.maximized", false).set(now));
  }

  /** Only the top left corner need be in view. */
  private static boolean isWithin(Rectangle2D bounds, double x, double y) {
    return bounds.contains(x, y);
  }

  private void keep(ObservableValue<Number> measure, ObjectProperty<Double> setting) {
    measure.addListener(
        (p, before, now) -> {
          if (!stage.isMaximized() && !stage.isIconified()) {
            setting.set(now.doubleValue());
          }
        });
  }

  /** The tour, at the first start and when it is asked for. */
  private void greet() {
    shell.addEventHandler(HelpEvent.TOUR, event -> tour());
    // Notes find their places, and the prompt takes the focus, only once all is laid out.
    boolean seen = settings.flag("tour.seen", false).get();
    FxBridge.later(seen ? this::focusPrompt : this::tour);
  }

  /** From an open window to a picture, nothing need be clicked. */
  private void focusPrompt() {
    Optional.ofNullable(shell.lookup("#prompt")).ifPresent(Node::requestFocus);
  }

  private void tour() {
    settings.text("section", "").set("generate");
    new Tour(id -> shell.lookup("#" + id), this::tourEnded).start();
  }

  private void tourEnded() {
    settings.flag("tour.seen", false).set(true);
    focusPrompt();
  }

  /** Leaving while a dialog is open would crash GTK. */
  private static void leave() {
    List.copyOf(Window.getWindows()).forEach(Window::hide);
    FxBridge.leave();
  }
}
