// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.models;

import atlantafx.base.theme.Styles;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.bonsai.app.text.Texts;

/** How a model looks that is being added, or was refused. */
final class AdditionCard extends HBox {
  AdditionCard(Addition addition, Texts texts, ModelsViewModel model) {
    getStyleClass().add("model-card");
    setAlignment(Pos.CENTER_LEFT);
    boolean refused = addition.problem().isPresent();
    Label name = new Label(texts.get(refused ? "add.refused" : "add.running", addition.name()));
    name.getStyleClass().add(Styles.TITLE_4);
    VBox words = new VBox(6, name);
    HBox.setHgrow(words, Priority.ALWAYS);
    addition
        .problem()
        .ifPresentOrElse(
            problem -> words.getChildren().add(problem(problem)),
            () -> words.getChildren().add(bar(addition)));
    Button end = new Button(texts.get(refused ? "add.dismiss" : "add.cancel"));
    end.setId("addition-end");
    end.setMinWidth(USE_PREF_SIZE);
    end.setOnAction(
        event -> {
          if (refused) {
            model.dismiss(addition.id());
          } else {
            model.cancel(addition.id());
          }
        });
    getChildren().addAll(words, end);
  }

  private static Label problem(String problem) {
    Label label = new Label(problem);
    label.setId("addition-problem");
    label.setWrapText(true);
    label.getStyleClass().add(Styles.DANGER);
    return label;
  }

  private static ProgressBar bar(Addition addition) {
    ProgressBar bar = new ProgressBar(addition.done().orElse(ProgressBar.INDETERMINATE_PROGRESS));
    bar.setMaxWidth(Double.MAX_VALUE);
    return bar;
  }
}
