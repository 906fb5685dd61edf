// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import studio.bonsai.app.jobs.Job;
import studio.bonsai.app.text.Texts;

/** Two axes on the left; on the right the table that they make, and its sheet. */
public final class GridView extends BorderPane {
  private final Texts texts = Texts.of(GridView.class);
  private final GridViewModel model;
  private final GridTable table;
  private final SheetView sheet = new SheetView();
  private final ToggleButton tableButton = new ToggleButton(texts.get("table"));
  private final ToggleButton sheetButton = new ToggleButton(texts.get("sheet"));

  /**
   * @param open gets the picture that the user chose in the table
   */
  public GridView(GridViewModel model, Consumer<Path> open) {
    this.model = model;
    table = new GridTable(texts, open);
    setId("grid");
    getStyleClass().add("grid-view");
    getStylesheets().add(GridView.class.getResource("grid.css").toExternalForm());
    setLeft(form());
    BorderPane right = new BorderPane(table);
    right.setTop(bar());
    right.getStyleClass().add("grid-right");
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
                right.setCenter(now == sheetButton ? sheet : table);
              }
            });
    setCenter(right);
    model.planProperty().addListener((p, before, now) -> showPlan());
    model.stateProperty().addListener((p, before, now) -> showState(now));
    addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    showState(model.stateProperty().get());
  }

  private void onKey(KeyEvent event) {
    if (new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN).match(event)) {
      model.draw();
      event.consume();
    }
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

  private Node form() {
    Label title = new Label(texts.get("title"));
    title.getStyleClass().add(Styles.TITLE_3);
    Label intro = new Label(texts.get("intro"));
    intro.setWrapText(true);
    intro.setMinHeight(USE_PREF_SIZE);
    intro.getStyleClass().add("grid-note");
    VBox axes =
        new VBox(
            title,
            intro,
            new AxisForm(model.x(), "x", texts),
            swap(),
            new AxisForm(model.y(), "y", texts));
    axes.getStyleClass().add("grid-axes");
    ScrollPane scroll = new ScrollPane(axes);
    scroll.setFitToWidth(true);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    VBox form = new VBox(scroll, foot());
    form.getStyleClass().add("grid-form");
    return form;
  }

  private Button swap() {
    Button swap = new Button("", new FontIcon(MaterialDesignS.SWAP_VERTICAL));
    swap.setId("grid-swap");
    swap.setAccessibleText(texts.get("swap"));
    swap.setTooltip(new Tooltip(texts.get("swap")));
    swap.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
    swap.setOnAction(event -> model.swap());
    return swap;
  }

  private Node foot() {
    Label count = new Label();
    count.setId("grid-count");
    count.setWrapText(true);
    count
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::count, model.planProperty(), model.paceProperty(), model.baseProperty()));
    Button draw = new Button(texts.get("draw"));
    draw.setId("grid-draw");
    draw.setMaxWidth(Double.MAX_VALUE);
    draw.setTooltip(new Tooltip(texts.get("draw.tip")));
    draw.getStyleClass().add(Styles.ACCENT);
    draw.disableProperty().bind(model.planProperty().map(Optional::isEmpty));
    draw.setOnAction(event -> model.draw());
    VBox foot = new VBox(count, draw);
    foot.getStyleClass().add("grid-foot");
    return foot;
  }

  private String count() {
    return model
        .planProperty()
        .get()
        .map(
            plan -> {
              String pictures = texts.get("count", plan.columns(), plan.rows(), plan.count());
              return model
                  .estimate()
                  .map(time -> texts.get("count.time", pictures, words(time)))
                  .orElse(pictures);
            })
        .orElse(texts.get("count.none"));
  }

  private String words(Duration time) {
    long seconds = Math.max(1, time.toSeconds());
    if (seconds < 90) {
      return texts.get("seconds", seconds);
    }
    long minutes = Math.round(seconds / 60.0);
    return minutes < 90
        ? texts.get("minutes", minutes)
        : texts.get("hours", Math.round(minutes / 6.0) / 10.0);
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
        .map(time -> texts.get("stage.left", job.progress().stage(), words(time)))
        .orElse(job.progress().stage());
  }
}
