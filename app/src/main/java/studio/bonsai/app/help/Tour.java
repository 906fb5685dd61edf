// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.help;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.Duration;
import org.controlsfx.control.PopOver;
import studio.bonsai.app.text.Texts;
import studio.bonsai.app.theme.Theme;

/** Shows a newcomer around: a few notes, each beside what it speaks of. Can be left at any time. */
public final class Tour {
  /**
   * One note.
   *
   * @param key of its texts: key.title and key.text
   * @param anchor the id of what it stands beside
   */
  private record Stop(String key, String anchor, PopOver.ArrowLocation arrow) {}

  private static final List<Stop> STOPS =
      List.of(
          new Stop("tour.prompt", "prompt", PopOver.ArrowLocation.LEFT_TOP),
          new Stop("tour.run", "run", PopOver.ArrowLocation.LEFT_BOTTOM),
          new Stop("tour.rail", "rail", PopOver.ArrowLocation.LEFT_TOP));

  private final Texts texts = Texts.of(Tour.class);
  private final Function<String, Node> find;
  private final Runnable ended;
  private final PauseTransition again = new PauseTransition(Duration.millis(300));
  private PopOver open = new PopOver();

  /** The note in view, or to come back. */
  private OptionalInt shown = OptionalInt.empty();

  /**
   * @param find gives the node of an id, or null
   * @param ended is told when it was seen to the end or left
   */
  public Tour(Function<String, Node> find, Runnable ended) {
    this.find = find;
    this.ended = ended;
  }

  public void start() {
    show(0);
  }

  private void show(int index) {
    shown = OptionalInt.empty();
    open.hide();
    if (index >= STOPS.size()) {
      ended.run();
      return;
    }
    Stop stop = STOPS.get(index);
    Node anchor = find.apply(stop.anchor());
    if (anchor == null) {
      show(index + 1);
      return;
    }
    Node note = note(stop, index);
    open = new PopOver(note);
    Theme.style(open.getRoot());
    open.setArrowLocation(stop.arrow());
    open.setAutoHide(false);
    open.setDetachable(false);
    open.setAnimated(false);
    open.setHideOnEscape(false);
    open.setOnHidden(event -> onHidden(index));
    shown = OptionalInt.of(index);
    open.show(anchor);
    // Enter goes on; it would leave the tour if the first button had the focus.
    note.lookup("#tour-next").requestFocus();
  }

  /** A window that is moved or resized takes its notes away; they come back where they belong. */
  private void onHidden(int index) {
    if (shown.equals(OptionalInt.of(index))) {
      again.setOnFinished(
          event -> {
            if (shown.equals(OptionalInt.of(index)) && isOwnerShowing(index)) {
              show(index);
            }
          });
      again.playFromStart();
    }
  }

  private boolean isOwnerShowing(int index) {
    return Optional.ofNullable(find.apply(STOPS.get(index).anchor()))
        .map(Node::getScene)
        .map(Scene::getWindow)
        .filter(Window::isShowing)
        .isPresent();
  }

  private Node note(Stop stop, int index) {
    Label title = new Label(texts.get(stop.key() + ".title"));
    title.getStyleClass().add(Styles.TITLE_4);
    Label text = new Label(texts.get(stop.key() + ".text"));
    text.setWrapText(true);
    Label count = new Label(texts.get("tour.count", index + 1, STOPS.size()));
    count.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox buttons = new HBox(8, count, space, skip(), next(index));
    buttons.setAlignment(Pos.CENTER_LEFT);
    VBox note = new VBox(8, title, text, buttons);
    note.getStyleClass().add("tour-note");
    return note;
  }

  private Button skip() {
    Button skip = new Button(texts.get("tour.skip"));
    skip.setId("tour-skip");
    skip.getStyleClass().add(Styles.FLAT);
    skip.setCancelButton(true);
    skip.setOnAction(event -> show(STOPS.size()));
    return skip;
  }

  private Button next(int index) {
    boolean last = index == STOPS.size() - 1;
    Button next = new Button(texts.get(last ? "tour.done" : "tour.next"));
    next.setId("tour-next");
    next.getStyleClass().add(Styles.ACCENT);
    next.setDefaultButton(true);
    next.setOnAction(event -> show(index + 1));
    return next;
  }
}
