// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import studio.bonsai.app.text.Texts;

/** The prompt above, the newest picture below. */
final class GenerateView extends VBox {
  GenerateView(GenerateViewModel model, Texts texts) {
    setId("generate");
    TextArea prompt = new TextArea();
    prompt.setId("prompt");
    prompt.setPromptText(texts.get("prompt.hint"));
    prompt.textProperty().bindBidirectional(model.promptProperty());
    Button run = new Button(texts.get("run"));
    run.setId("run");
    run.setOnAction(event -> model.draw());
    Label progress = new Label();
    progress
        .textProperty()
        .bind(model.runningProperty().map(j -> j.map(r -> r.progress().stage()).orElse("")));
    ImageView picture = new ImageView();
    picture.setId("newest");
    picture
        .imageProperty()
        .bind(
            model
                .newestProperty()
                .map(f -> f.map(p -> new Image(p.toUri().toString())).orElse(null)));
    getChildren().addAll(prompt, run, progress, picture);
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
}
