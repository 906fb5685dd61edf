// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.results;

import java.util.Optional;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.bonsai.app.generate.results.StageViewModel.Mode;
import studio.bonsai.app.text.Texts;

/** How far a drawing is, in words and as a bar, and what stops it. */
final class ProgressRow extends VBox {
  private final StageWords words = new StageWords();
  private final StageViewModel model;
  private final Texts texts;

  ProgressRow(StageViewModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
    setId("stage-progress");
    getStyleClass().add("stage-progress");
    ProgressBar bar = new ProgressBar();
    bar.setId("stage-bar");
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.progressProperty()
        .bind(model.progressProperty().map(p -> p.map(n -> n.done().orElse(-1)).orElse(0.0)));
    getChildren().addAll(line(), bar);
    visibleProperty().bind(model.progressProperty().map(Optional::isPresent));
    managedProperty().bind(visibleProperty());
  }

  private HBox line() {
    Label phase = label("stage-phase", p -> Optional.of(p.phase()));
    Label step =
        label("stage-step", p -> p.step().map(s -> texts.get("step", s.number(), s.count())));
    Label pace = label("stage-pace", p -> p.stepTime().map(words::pace));
    Label left = label("stage-left", p -> p.timeLeft().map(words::left));
    step.getStyleClass().add("stage-detail");
    pace.getStyleClass().add("stage-detail");
    left.getStyleClass().add("stage-detail");
    pace.setMinWidth(0);
    Region spring = new Region();
    HBox.setHgrow(spring, Priority.ALWAYS);
    Button watch = new Button(texts.get("watch"));
    watch.setId("stage-watch");
    watch.setMinWidth(Region.USE_PREF_SIZE);
    watch.setOnAction(event -> model.follow());
    watch.visibleProperty().bind(model.modeProperty().map(mode -> mode != Mode.DRAWING));
    watch.managedProperty().bind(watch.visibleProperty());
    Button cancel = new Button(texts.get("cancel"));
    cancel.setId("stage-cancel");
    cancel.setMinWidth(Region.USE_PREF_SIZE);
    cancel.setOnAction(event -> model.cancel());
    HBox line = new HBox(phase, step, pace, spring, left, watch, cancel);
    line.setAlignment(Pos.CENTER_LEFT);
    line.getStyleClass().add("stage-line");
    return line;
  }

  private Label label(String id, Function<StageProgress, Optional<String>> text) {
    Label label = new Label();
    label.setId(id);
    label.setMinWidth(Region.USE_PREF_SIZE);
    ObservableValue<String> words = model.progressProperty().map(p -> p.flatMap(text).orElse(""));
    label.textProperty().bind(words);
    label.managedProperty().bind(label.textProperty().isNotEmpty());
    return label;
  }
}
