// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.results;

import java.util.List;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;

/** A small picture in the strip; dragged out, it is its file. */
final class ResultCell extends ListCell<Result> {
  private static final double SIZE = 84;

  private final ImageView view = new ImageView();
  private final StackPane frame = new StackPane(view);
  private final Tooltip tip = new Tooltip();
  private final ResultWords words;

  ResultCell(ResultWords words) {
    this.words = words;
    getStyleClass().add("result-cell");
    view.setFitWidth(SIZE);
    view.setFitHeight(SIZE);
    view.setPreserveRatio(true);
    view.setSmooth(true);
    frame.setMinSize(SIZE, SIZE);
    frame.setMaxSize(SIZE, SIZE);
    tip.setWrapText(true);
    tip.setMaxWidth(360);
    setOnDragDetected(
        event -> {
          if (getItem() != null) {
            Dragboard board = startDragAndDrop(TransferMode.COPY);
            ClipboardContent content = new ClipboardContent();
            content.putFiles(List.of(getItem().file().toFile()));
            board.setContent(content);
            board.setDragView(getItem().thumbnail());
            event.consume();
          }
        });
  }

  @Override
  protected void updateItem(Result result, boolean empty) {
    super.updateItem(result, empty);
    setText(null);
    if (empty || result == null) {
      setGraphic(null);
      setTooltip(null);
      setAccessibleText(null);
      return;
    }
    view.setImage(result.thumbnail());
    setGraphic(frame);
    String text = (result.prompt() + "\n" + words.settings(result)).strip();
    tip.setText(text);
    setTooltip(tip);
    setAccessibleText(text);
  }
}
