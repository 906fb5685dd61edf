// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.queue;

import atlantafx.base.theme.Styles;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DragEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import studio.bonsai.app.jobs.Job;
import studio.bonsai.app.jobs.JobState;
import studio.bonsai.app.text.Texts;

/** A job: what it is, how far, why it failed, and the buttons that fit. */
final class QueueCell extends ListCell<Job> {
  private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");
  private static final PseudoClass TARGET = PseudoClass.getPseudoClass("target");

  private static final double BAR = 6;

  private final QueueViewModel model;
  private final Texts texts;
  private final Label title = new Label();
  private final Label state = new Label();
  private final ProgressBar bar = new ProgressBar();
  private final Button up = button("up", MaterialDesignC.CHEVRON_UP);
  private final Button down = button("down", MaterialDesignC.CHEVRON_DOWN);
  private final Button retry = button("retry", MaterialDesignR.REFRESH);
  private final Button remove = button("remove", MaterialDesignC.CLOSE);
  private final VBox box;

  QueueCell(QueueViewModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
    getStyleClass().add("queue-cell");
    title.getStyleClass().add("queue-job");
    title.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(title, Priority.ALWAYS);
    state.getStyleClass().add("queue-state");
    state.setWrapText(true);
    state.setMinHeight(Region.USE_PREF_SIZE);
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.setMinHeight(BAR);
    bar.setPrefHeight(BAR);
    HBox line = new HBox(title, up, down, retry, remove);
    line.setAlignment(Pos.CENTER_LEFT);
    box = new VBox(line, state, bar);
    box.getStyleClass().add("queue-box");
    // As wide as the list, never wider.
    setPrefWidth(0);
    up.setOnAction(event -> model.move(getItem(), true));
    down.setOnAction(event -> model.move(getItem(), false));
    retry.setOnAction(event -> model.retry(getItem()));
    remove.setOnAction(event -> model.remove(getItem()));
    setOnDragDetected(this::onDrag);
    setOnDragOver(this::onDragOver);
    setOnDragExited(event -> pseudoClassStateChanged(TARGET, false));
    setOnDragDropped(this::onDropped);
  }

  private static Button button(String name, Ikon icon) {
    Button button = new Button("", new FontIcon(icon));
    button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, Styles.SMALL, "queue-" + name);
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  @Override
  protected void updateItem(Job job, boolean empty) {
    super.updateItem(job, empty);
    if (empty || job == null) {
      setGraphic(null);
      pseudoClassStateChanged(FAILED, false);
      return;
    }
    title.setText(job.title().isBlank() ? texts.get("untitled") : job.title().strip());
    state.setText(words(job));
    pseudoClassStateChanged(FAILED, job.state() == JobState.FAILED);
    boolean runs = job.state() == JobState.RUNNING;
    show(bar, runs);
    bar.setProgress(runs ? job.progress().done().orElse(-1) : 0);
    button(up, "up", job, model.canMove(job, true));
    button(down, "down", job, model.canMove(job, false));
    button(retry, "retry", job, QueueViewModel.canRetry(job));
    button(remove, job.state().isOver() ? "remove" : "cancel", job, true);
    setGraphic(box);
  }

  private void button(Button button, String text, Job job, boolean shown) {
    button.setId("queue-" + (text.equals("cancel") ? "remove" : text) + "-" + job.id());
    button.setAccessibleText(texts.get(text));
    if (button.getTooltip() == null) {
      button.setTooltip(new Tooltip());
    }
    button.getTooltip().setText(texts.get(text));
    show(button, shown);
  }

  private static void show(Region node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  private String words(Job job) {
    return switch (job.state()) {
      case RUNNING ->
          job.progress().stage().isEmpty() ? texts.get("running") : job.progress().stage();
      case WAITING -> texts.get("waiting");
      case DONE -> texts.get("done");
      case CANCELLED -> texts.get("cancelled");
      case FAILED -> job.message().orElse(texts.get("failed"));
    };
  }

  private Optional<Job> dragged(DragEvent event) {
    return event.getGestureSource() instanceof QueueCell cell && cell != this
        ? Optional.ofNullable(cell.getItem())
        : Optional.empty();
  }

  private void onDrag(MouseEvent event) {
    if (getItem() != null && getItem().state() == JobState.WAITING) {
      ClipboardContent content = new ClipboardContent();
      content.putString(getItem().title());
      startDragAndDrop(TransferMode.MOVE).setContent(content);
      event.consume();
    }
  }

  private boolean isPlace() {
    return getItem() != null && getItem().state() == JobState.WAITING;
  }

  private void onDragOver(DragEvent event) {
    if (dragged(event).isPresent() && isPlace()) {
      event.acceptTransferModes(TransferMode.MOVE);
      pseudoClassStateChanged(TARGET, true);
      event.consume();
    }
  }

  private void onDropped(DragEvent event) {
    dragged(event)
        .filter(job -> isPlace())
        .ifPresent(
            job -> {
              model.moveTo(job, getItem());
              event.setDropCompleted(true);
              event.consume();
            });
  }
}
