// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate;

import atlantafx.base.theme.Styles;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import studio.bonsai.app.generate.ask.DrawingPane;
import studio.bonsai.app.generate.ask.Fold;
import studio.bonsai.app.generate.ask.ModelPane;
import studio.bonsai.app.generate.ask.StartPane;
import studio.bonsai.app.generate.grid.GridForm;
import studio.bonsai.app.generate.grid.GridPlan;
import studio.bonsai.app.generate.grid.GridResult;
import studio.bonsai.app.generate.prompt.PromptPane;
import studio.bonsai.app.jobs.FxBridge;
import studio.bonsai.app.text.Texts;

/** What is asked for on the left, what comes of it in the middle, what waits on the right. */
final class GenerateView extends BorderPane {
  private static final double SIDE = 18;

  private final GenerateViewModel model;
  private final Texts texts;

  /** Held, for listeners of what is derived are not held by themselves. */
  private final ObservableValue<String> lack;

  /**
   * @param neighbours where the user is led
   * @param stage where pictures appear; takes all the room that is left
   * @param queue what runs and waits; as wide as it likes
   */
  GenerateView(
      GenerateViewModel model,
      Texts texts,
      GenerateSection.Neighbours neighbours,
      Node stage,
      Node queue) {
    this.model = model;
    this.texts = texts;
    lack = model.memoryProperty();
    setId("generate");
    getStylesheets().add(GenerateView.class.getResource("generate.css").toExternalForm());
    setLeft(left(neighbours));
    setCenter(middle(new GridResult(model.grid(), neighbours.openPicture()), stage));
    setRight(queue);
    addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    setOnDragOver(this::onDragOver);
    setOnDragDropped(this::onDropped);
  }

  /**
   * In one place whichever is shown: the Tab key goes from what is asked for to what comes of it.
   */
  private Node middle(Node grid, Node stage) {
    ObjectProperty<Boolean> wanted = model.grid().wantedProperty();
    StackPane middle = new StackPane(wanted.get() ? grid : stage);
    middle.setMinSize(0, 0);
    wanted.addListener((p, before, now) -> middle.getChildren().setAll(now ? grid : stage));
    return middle;
  }

  private Node left(GenerateSection.Neighbours neighbours) {
    VBox column =
        new VBox(
            new PromptPane(model.prompt()),
            new ModelPane(model.model(), neighbours.openModels(), neighbours.openCatalogue()),
            new DrawingPane(model.drawing()),
            new StartPane(model.start(), model.drawing()::drawnSize),
            new Fold(
                "grid",
                texts.get("grid"),
                model.grid().wantedProperty(),
                new GridForm(model.grid())));
    column.getStyleClass().add("generate-column");
    ScrollPane scroll = new ScrollPane(column);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    // The grid's form unfolds below what is in view.
    model
        .grid()
        .wantedProperty()
        .addListener((p, before, now) -> FxBridge.later(() -> scroll.setVvalue(now ? 1 : 0)));
    VBox left = new VBox(scroll, foot(scroll));
    left.getStyleClass().add("generate-left");
    return left;
  }

  private void onKey(KeyEvent event) {
    if (new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN).match(event)) {
      model.draw();
      event.consume();
    }
  }

  /** As wide as the column above it, with or without a scroll bar there. */
  private static Insets footPadding(ScrollPane scroll) {
    double bar = Math.max(0, scroll.getWidth() - scroll.getViewportBounds().getWidth());
    return new Insets(12, SIDE + bar, 16, SIDE);
  }

  private Node foot(ScrollPane scroll) {
    Label notice = new Label();
    notice.setId("notice");
    notice.setWrapText(true);
    notice.setMinHeight(Region.USE_PREF_SIZE);
    notice.getStyleClass().add("ask-muted");
    notice.textProperty().bind(model.noticeProperty());
    notice.visibleProperty().bind(notice.textProperty().isNotEmpty());
    notice.managedProperty().bind(notice.visibleProperty());
    Label wrong = new Label(texts.get("wrong"));
    wrong.setId("wrong");
    wrong.setWrapText(true);
    wrong.getStyleClass().add("ask-problem");
    wrong.visibleProperty().bind(model.drawing().wrongProperty());
    wrong.managedProperty().bind(wrong.visibleProperty());
    Label memory = new Label();
    memory.setId("memory-lack");
    memory.setWrapText(true);
    memory.setMinHeight(Region.USE_PREF_SIZE);
    memory.getStyleClass().add("ask-problem");
    memory.textProperty().bind(lack);
    memory.visibleProperty().bind(memory.textProperty().isNotEmpty());
    memory.managedProperty().bind(memory.visibleProperty());
    Button run = new Button();
    run.setId("run");
    run.textProperty()
        .bind(
            Bindings.createStringBinding(
                this::whatRunDoes,
                model.drawing().count().valueProperty(),
                model.grid().wantedProperty(),
                model.grid().planProperty()));
    run.setTooltip(new Tooltip(texts.get("run.tip")));
    run.getStyleClass().addAll(Styles.ACCENT, "run-button");
    run.setMaxWidth(Double.MAX_VALUE);
    run.disableProperty().bind(model.readyProperty().not());
    run.setOnAction(event -> model.draw());
    VBox foot = new VBox(notice, wrong, memory, run);
    foot.getStyleClass().add("generate-foot");
    foot.paddingProperty()
        .bind(
            Bindings.createObjectBinding(
                () -> footPadding(scroll),
                scroll.viewportBoundsProperty(),
                scroll.widthProperty()));
    return foot;
  }

  private String whatRunDoes() {
    if (model.grid().wantedProperty().get()) {
      return texts.get(
          "run.grid", model.grid().planProperty().get().map(GridPlan::count).orElse(0));
    }
    return texts.get("run", model.drawing().count().value().orElse(1));
  }

  private void onDragOver(DragEvent event) {
    if (event.getDragboard().hasFiles()) {
      event.acceptTransferModes(TransferMode.COPY);
    }
    event.consume();
  }

  private void onDropped(DragEvent event) {
    List<File> files = event.getDragboard().getFiles();
    files.stream().findFirst().map(File::toPath).ifPresent(this::drop);
    event.setDropCompleted(!files.isEmpty());
    event.consume();
  }

  /**
   * Takes a picture that was dropped anywhere here; one that remembers its settings offers them.
   */
  void drop(Path file) {
    model.look(
        file,
        memory -> new DroppedPicture(getScene().getWindow(), file, memory, model, texts).show(),
        () -> model.start().choose(file));
  }
}
