// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.StackPane;
import studio.bonsai.app.text.Texts;

/** The table as it will be, and as it fills. */
final class GridTable extends ScrollPane {
  private static final double SMALLEST = 56;
  private static final double LARGEST = 220;
  private static final double LABELS = 120;
  private static final double GAP = 6;

  private final GridLabels labels;
  private final Consumer<Path> open;
  private final GridPane table = new GridPane();
  private final Map<Path, Image> images = new HashMap<>();
  private Optional<GridPlan> plan = Optional.empty();
  private Optional<GridState> state = Optional.empty();

  /**
   * @param open gets the picture of a cell that was chosen
   */
  GridTable(Texts texts, Consumer<Path> open) {
    labels = new GridLabels(texts);
    this.open = open;
    setId("grid-table");
    getStyleClass().add("grid-table");
    table.getStyleClass().add("grid-cells");
    table.setHgap(GAP);
    table.setVgap(GAP);
    setContent(table);
    viewportBoundsProperty()
        .addListener(
            (p, before, now) -> {
              if (before.getWidth() != now.getWidth() || before.getHeight() != now.getHeight()) {
                build();
              }
            });
  }

  /** Shows a plan; its state, if it has one, fills the cells. */
  void show(Optional<GridPlan> wanted, Optional<GridState> drawn) {
    plan = wanted;
    state = drawn;
    images.keySet().retainAll(drawn.map(s -> List.copyOf(s.pictures().values())).orElse(List.of()));
    build();
  }

  private void build() {
    table.getChildren().clear();
    plan.ifPresent(
        p -> {
          double side = side(p);
          addLabels(p, side);
          p.cells()
              .forEach(
                  cell -> table.add(cell(p.index(cell), side), cell.column() + 1, cell.row() + 1));
        });
  }

  /** As large as lets the whole table be seen, within reason. */
  private double side(GridPlan p) {
    double wide = (getViewportBounds().getWidth() - LABELS - 48) / p.columns() - GAP;
    double high = (getViewportBounds().getHeight() - 88) / p.rows() - GAP;
    return Math.floor(Math.max(SMALLEST, Math.min(LARGEST, Math.min(wide, high))));
  }

  private void addLabels(GridPlan p, double side) {
    List<String> columns = labels.of(p.x());
    for (int i = 0; i < columns.size(); i++) {
      table.add(label(columns.get(i), side), i + 1, 0);
    }
    List<String> rows = labels.of(p.y());
    for (int i = 0; i < rows.size(); i++) {
      table.add(label(rows.get(i), LABELS), 0, i + 1);
    }
  }

  private static Label label(String text, double width) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMaxWidth(width);
    label.setPrefWidth(width);
    label.setMaxHeight(54);
    label.getStyleClass().add("grid-label");
    label.setTooltip(text.isEmpty() ? null : new Tooltip(text));
    return label;
  }

  private Node cell(int index, double side) {
    StackPane cell = new StackPane();
    cell.setId("grid-cell-" + index);
    cell.getStyleClass().add("grid-cell");
    cell.setMinSize(side, side);
    cell.setPrefSize(side, side);
    cell.setMaxSize(side, side);
    state.ifPresent(
        s -> {
          Path picture = s.pictures().get(index);
          if (picture != null) {
            fill(cell, picture, side);
          } else if (s.problems().containsKey(index)) {
            explain(cell, s.problems().get(index));
          }
        });
    return cell;
  }

  private void fill(StackPane cell, Path picture, double side) {
    Image image =
        images.computeIfAbsent(
            picture,
            file -> new Image(file.toUri().toString(), LARGEST, LARGEST, true, true, true));
    ImageView view = new ImageView(image);
    view.setPreserveRatio(true);
    view.setFitWidth(side);
    view.setFitHeight(side);
    cell.getChildren().setAll(view);
    cell.setFocusTraversable(true);
    cell.setAccessibleRole(AccessibleRole.BUTTON);
    cell.setAccessibleText(picture.getFileName().toString());
    cell.getStyleClass().add("grid-drawn");
    cell.setOnMouseClicked(event -> open.accept(picture));
    cell.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
            open.accept(picture);
            event.consume();
          }
        });
  }

  private static void explain(StackPane cell, String problem) {
    Label label = new Label(problem);
    label.setWrapText(true);
    label.setTooltip(new Tooltip(problem));
    label.getStyleClass().add("grid-problem");
    cell.getChildren().setAll(label);
  }
}
