// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate;

import atlantafx.base.theme.Styles;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.bonsai.app.text.Texts;

/** What is asked for on the left, what comes of it in the middle, what waits on the right. */
final class GenerateView extends BorderPane {
  private final GenerateViewModel model;
  private final Texts texts;

  /**
   * @param stage where pictures appear; takes all the room that is left
   * @param queue what runs and waits; as wide as it likes
   */
  GenerateView(GenerateViewModel model, Texts texts, Node stage, Node queue) {
    this.model = model;
    this.texts = texts;
    setId("generate");
    getStylesheets().add(GenerateView.class.getResource("generate.css").toExternalForm());
    ScrollPane scroll = new ScrollPane(column());
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    VBox left = new VBox(scroll, foot());
    left.getStyleClass().add("generate-left");
    setLeft(left);
    setCenter(stage);
    setRight(queue);
    KeyCombination draw = new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (draw.match(event)) {
            model.draw();
            event.consume();
          }
        });
  }

  private Node column() {
    TextArea prompt = new TextArea();
    prompt.setId("prompt");
    prompt.setWrapText(true);
    prompt.setPrefRowCount(4);
    prompt.setPromptText(texts.get("prompt.hint"));
    prompt.textProperty().bindBidirectional(model.promptProperty());
    VBox column = new VBox(prompt);
    column.getStyleClass().add("generate-column");
    return column;
  }

  private Node foot() {
    Button run = new Button(texts.get("run"));
    run.setId("run");
    run.getStyleClass().addAll(Styles.ACCENT, Styles.LARGE);
    run.setMaxWidth(Double.MAX_VALUE);
    run.setOnAction(event -> model.draw());
    VBox foot = new VBox(run);
    foot.getStyleClass().add("generate-foot");
    return foot;
  }
}
