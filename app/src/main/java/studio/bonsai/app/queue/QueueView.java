// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.queue;

import atlantafx.base.theme.Styles;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import studio.bonsai.app.jobs.Job;
import studio.bonsai.app.text.Texts;

/** What runs and waits, at the window's right edge; folds away to a number. */
public final class QueueView extends StackPane {
  /** In a narrower window it folds away by itself: pictures need the room. */
  private static final double WIDE = 1180;

  private final Texts texts = Texts.of(QueueView.class);
  private final QueueViewModel model;
  private final ListView<Job> list;
  private final BooleanProperty narrow = new SimpleBooleanProperty();
  private final BooleanProperty unfoldedWhileNarrow = new SimpleBooleanProperty();

  public QueueView(QueueViewModel model) {
    this.model = model;
    list = new ListView<>(model.jobs());
    setId("queue");
    getStyleClass().add("queue");
    getStylesheets().add(QueueView.class.getResource("queue.css").toExternalForm());
    Node whole = whole();
    Node folded = folded();
    whole.visibleProperty().bind(unfolded());
    folded.visibleProperty().bind(whole.visibleProperty().not());
    whole.managedProperty().bind(whole.visibleProperty());
    folded.managedProperty().bind(folded.visibleProperty());
    getChildren().addAll(whole, folded);
  }

  private BooleanBinding unfolded() {
    narrow.bind(
        sceneProperty()
            .flatMap(Scene::widthProperty)
            .map(w -> w.doubleValue() < WIDE)
            .orElse(false));
    return Bindings.createBooleanBinding(
        () -> narrow.get() ? unfoldedWhileNarrow.get() : model.unfoldedProperty().get(),
        narrow,
        unfoldedWhileNarrow,
        model.unfoldedProperty());
  }

  private void unfold(boolean unfold) {
    if (narrow.get()) {
      unfoldedWhileNarrow.set(unfold);
    } else {
      model.unfoldedProperty().set(unfold);
    }
  }

  private Node whole() {
    list.setId("queue-list");
    list.setAccessibleText(texts.get("title"));
    list.setPlaceholder(placeholder());
    list.setCellFactory(view -> new QueueCell(model, texts));
    list.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    VBox.setVgrow(list, Priority.ALWAYS);
    VBox whole = new VBox(head(), pausedNote(), list);
    whole.getStyleClass().add("queue-whole");
    return whole;
  }

  private Node placeholder() {
    Label label = new Label(texts.get("empty"));
    label.setId("queue-empty");
    label.setWrapText(true);
    label.getStyleClass().add("queue-empty");
    return label;
  }

  private Node head() {
    Label title = new Label(texts.get("title"));
    title.getStyleClass().add("queue-title");
    Region spring = new Region();
    HBox.setHgrow(spring, Priority.ALWAYS);
    Button pause = button("queue-pause", MaterialDesignP.PAUSE, "pause", model::togglePause);
    model.pausedProperty().addListener((p, before, now) -> showPause(pause));
    showPause(pause);
    Button clear = button("queue-clear", MaterialDesignB.BROOM, "clear", model::clear);
    clear.disableProperty().bind(model.clearableProperty().not());
    Button fold = button("queue-fold", MaterialDesignC.CHEVRON_RIGHT, "fold", () -> unfold(false));
    HBox head = new HBox(title, spring, pause, clear, fold);
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("queue-head");
    return head;
  }

  private void showPause(Button pause) {
    boolean paused = model.pausedProperty().get();
    pause.setGraphic(new FontIcon(paused ? MaterialDesignP.PLAY : MaterialDesignP.PAUSE));
    String text = texts.get(paused ? "resume" : "pause");
    pause.setAccessibleText(text);
    pause.setTooltip(new Tooltip(text));
  }

  private Node pausedNote() {
    Label note = new Label(texts.get("paused"));
    note.setId("queue-paused");
    note.setWrapText(true);
    note.setMinHeight(Region.USE_PREF_SIZE);
    note.setMaxWidth(Double.MAX_VALUE);
    note.getStyleClass().add("queue-paused");
    note.visibleProperty().bind(model.pausedProperty());
    note.managedProperty().bind(note.visibleProperty());
    return note;
  }

  private Node folded() {
    Button unfold = button("queue-unfold", MaterialDesignT.TRAY_FULL, "unfold", () -> unfold(true));
    Label count = new Label();
    count.setId("queue-count");
    count.getStyleClass().add("queue-count");
    count.textProperty().bind(model.openProperty().asString());
    count.visibleProperty().bind(Bindings.greaterThan(model.openProperty(), 0));
    Label failed = new Label("!");
    failed.getStyleClass().add("queue-failed");
    failed.visibleProperty().bind(Bindings.greaterThan(model.failedProperty(), 0));
    VBox folded = new VBox(unfold, count, failed);
    folded.setAlignment(Pos.TOP_CENTER);
    folded.getStyleClass().add("queue-folded");
    return folded;
  }

  private Button button(String id, Ikon icon, String text, Runnable action) {
    Button button = new Button("", new FontIcon(icon));
    button.setId(id);
    button.setAccessibleText(texts.get(text));
    button.setTooltip(new Tooltip(texts.get(text)));
    button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
    button.setOnAction(event -> action.run());
    return button;
  }

  private void onKey(KeyEvent event) {
    Job job = list.getSelectionModel().getSelectedItem();
    if (job == null) {
      return;
    }
    if (event.getCode() == KeyCode.DELETE) {
      model.remove(job);
    } else if (event.getCode() == KeyCode.R || event.getCode() == KeyCode.ENTER) {
      model.retry(job);
    } else if (event.isAltDown() && event.getCode() == KeyCode.UP) {
      model.move(job, true);
    } else if (event.isAltDown() && event.getCode() == KeyCode.DOWN) {
      model.move(job, false);
    } else {
      return;
    }
    event.consume();
  }
}
