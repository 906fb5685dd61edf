// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import studio.bonsai.app.jobs.Job;
import studio.bonsai.app.text.Texts;
import studio.bonsai.app.text.Times;

/** The table that two axes make, as it will be and as it fills, and its sheet. */
public final class GridResult extends BorderPane {
  private final Texts texts = Texts.of(GridResult.class);
  private final GridViewModel model;
  private final GridTable table;
  private final SheetView sheet = new SheetView();
  private final ToggleButton tableButton = new ToggleButton(texts.get("table"));
  private final ToggleButton sheetButton = new ToggleButton(texts.get("sheet"));

  /**
   * @param open gets the picture that the user chose in the table
   */
  public GridResult(GridViewModel model, Consumer<Path> open) {
    this.model = model;
    table = new GridTable(texts, open);
    setId("grid");
    getStylesheets().add(GridResult.class.getResource("grid.css").toExternalForm());
    getStyleClass().add("grid-right");
    setTop(bar());
    setCenter(table);
    ToggleGroup choice = new ToggleGroup();
    choice.getToggles().setAll(tableButton, sheetButton);
    choice.selectToggle(tableButton);
    choice
        .selectedToggleProperty()
        .addListener(
            (p, before, now) -> {
              if (now == null) {
                choice.selectToggle(before);
              } else {
                setCenter(now == sheetButton ? sheet : table);
              }
            });
    model.planProperty().addListener((p, before, now) -> showPlan());
    model.stateProperty().addListener((p, before, now) -> showState(now));
    showState(model.stateProperty().get());
  }

  /** A new plan takes the place of what was drawn. */
  private void showPlan() {
    tableButton.setSelected(true);
    table.show(model.planProperty().get(), Optional.empty());
  }

  private void showState(Optional<GridState> state) {
    sheet.show(state.flatMap(GridState::sheet));
    sheetButton.setDisable(state.flatMap(GridState::sheet).isEmpty());
    table.show(state.map(GridState::plan).or(() -> model.planProperty().get()), state);
    sheetButton.setSelected(state.flatMap(GridState::sheet).isPresent());
    tableButton.setSelected(state.flatMap(GridState::sheet).isEmpty());
  }

  private Node bar() {
    tableButton.setId("grid-show-table");
    sheetButton.setId("grid-show-sheet");
    tableButton.getStyleClass().add(Styles.LEFT_PILL);
    sheetButton.getStyleClass().add(Styles.RIGHT_PILL);
    Region spring = new Region();
    HBox.setHgrow(spring, Priority.ALWAYS);
    HBox bar = new HBox(new HBox(tableButton, sheetButton), spring, progress());
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("grid-bar");
    return bar;
  }

  private Node progress() {
    Label stage = new Label();
    stage.setId("grid-stage");
    stage.textProperty().bind(model.runningProperty().map(j -> j.map(this::stage).orElse("")));
    ProgressBar bar = new ProgressBar();
    bar.setPrefWidth(160);
    bar.progressProperty()
        .bind(
            model
                .runningProperty()
                .map(j -> j.map(r -> r.progress().done().orElse(-1)).orElse(0.0)));
    Button cancel = new Button(texts.get("cancel"));
    cancel.setId("grid-cancel");
    cancel.setOnAction(event -> model.cancel());
    HBox box = new HBox(stage, bar, cancel);
    box.setAlignment(Pos.CENTER_RIGHT);
    box.getStyleClass().add("grid-progress");
    box.visibleProperty().bind(model.runningProperty().map(Optional::isPresent));
    return box;
  }

  private String stage(Job job) {
    return job.progress()
        .timeLeft()
        .map(time -> texts.get("stage.left", job.progress().stage(), Times.words(time)))
        .orElse(job.progress().stage());
  }
}
