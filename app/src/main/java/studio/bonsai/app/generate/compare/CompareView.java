// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.compare;

import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import studio.bonsai.app.text.Texts;

/** Two pictures under a slider, and below them the settings that differ. */
public final class CompareView extends BorderPane {
  private static final double MOST_HEIGHT = 190;

  private final Texts texts = Texts.of(CompareView.class);

  public CompareView(CompareViewModel model) {
    setId("compare");
    getStyleClass().add("compare");
    getStylesheets().add(CompareView.class.getResource("compare.css").toExternalForm());
    CompareSlider slider = new CompareSlider(model, texts);
    setCenter(slider);
    bottomProperty().bind(model.pairProperty().map(this::below));
  }

  private Node below(CompareViewModel.Pair pair) {
    if (pair.problem().isPresent()) {
      return note(pair.problem().get(), "compare-problem");
    }
    if (pair.first().isEmpty()) {
      return null;
    }
    if (pair.differences().isEmpty()) {
      return note(texts.get("same"), "compare-note");
    }
    ScrollPane scroll = new ScrollPane(table(pair.differences()));
    scroll.setFitToWidth(true);
    scroll.setMaxHeight(MOST_HEIGHT);
    return scroll;
  }

  private static Label note(String text, String style) {
    Label label = new Label(text);
    label.setId(style);
    label.setWrapText(true);
    label.getStyleClass().add(style);
    return label;
  }

  private static GridPane table(List<Difference> differences) {
    GridPane table = new GridPane();
    table.setId("compare-differences");
    table.getStyleClass().add("compare-differences");
    table.getColumnConstraints().addAll(side(HPos.RIGHT), middle(), side(HPos.LEFT));
    for (int row = 0; row < differences.size(); row++) {
      Difference difference = differences.get(row);
      Label name = new Label(difference.name());
      name.getStyleClass().add("compare-name");
      GridPane.setValignment(name, VPos.TOP);
      table.addRow(row, value(difference.first()), name, value(difference.second()));
    }
    return table;
  }

  private static ColumnConstraints side(HPos alignment) {
    ColumnConstraints side = new ColumnConstraints();
    side.setPercentWidth(40);
    side.setHgrow(Priority.ALWAYS);
    side.setHalignment(alignment);
    return side;
  }

  private static ColumnConstraints middle() {
    ColumnConstraints middle = new ColumnConstraints();
    middle.setPercentWidth(20);
    middle.setHalignment(HPos.CENTER);
    return middle;
  }

  private static Label value(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.getStyleClass().add("compare-value");
    GridPane.setValignment(label, VPos.TOP);
    return label;
  }
}
