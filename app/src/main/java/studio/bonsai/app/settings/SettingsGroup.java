// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.settings;

import atlantafx.base.theme.Styles;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** How a group of settings looks: a heading, then a row for each. */
final class SettingsGroup {
  private SettingsGroup() {}

  static Node of(String heading, Node... rows) {
    Label title = new Label(heading);
    title.getStyleClass().add(Styles.TITLE_4);
    VBox card = new VBox(rows);
    rows[rows.length - 1].getStyleClass().add("last");
    card.getStyleClass().add("settings-card");
    return new VBox(8, title, card);
  }

  /**
   * @param help one sentence; may be empty
   */
  static Node row(String name, String help, Node control) {
    Label label = new Label(name);
    label.getStyleClass().add(Styles.TEXT_BOLD);
    label.setLabelFor(control);
    VBox words = new VBox(2, label);
    if (!help.isEmpty()) {
      Label explanation = new Label(help);
      explanation.setWrapText(true);
      explanation.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
      words.getChildren().add(explanation);
    }
    words.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox row = new HBox(24, words, control);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("settings-row");
    return row;
  }
}
