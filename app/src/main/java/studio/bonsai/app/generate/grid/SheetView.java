// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;

/** A finished sheet: whole at first, in its own size after a click or Enter. */
final class SheetView extends ScrollPane {
  /** Sheets may be huge: what no screen shows need not be kept. */
  private static final double LONGEST_SIDE = 4096;

  private final ImageView view = new ImageView();
  private final ReadOnlyBooleanWrapper whole = new ReadOnlyBooleanWrapper(true);
  private Optional<Path> shown = Optional.empty();

  SheetView() {
    setId("grid-sheet");
    getStyleClass().add("grid-sheet");
    StackPane frame = new StackPane(view);
    frame.getStyleClass().add("grid-sheet-frame");
    setContent(frame);
    setFitToWidth(true);
    setFitToHeight(true);
    setPannable(true);
    view.setPreserveRatio(true);
    view.setSmooth(true);
    viewportBoundsProperty().addListener((p, before, now) -> fit());
    whole.addListener((p, before, now) -> fit());
    frame.addEventHandler(
        MouseEvent.MOUSE_CLICKED,
        event -> {
          if (event.isStillSincePress()) {
            whole.set(!whole.get());
          }
        });
    setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            whole.set(!whole.get());
            event.consume();
          }
        });
  }

  /** Whether the whole sheet is seen. */
  ReadOnlyBooleanProperty wholeProperty() {
    return whole.getReadOnlyProperty();
  }

  void show(Optional<Path> sheet) {
    if (shown.equals(sheet)) {
      return;
    }
    shown = sheet;
    whole.set(true);
    view.setImage(
        sheet
            .map(
                file ->
                    new Image(
                        file.toUri().toString(), LONGEST_SIDE, LONGEST_SIDE, true, true, true))
            .orElse(null));
    Image image = view.getImage();
    if (image != null) {
      image.progressProperty().addListener((p, before, now) -> fit());
    }
    fit();
  }

  private void fit() {
    Image image = view.getImage();
    boolean fits =
        image == null
            || (image.getWidth() <= getViewportBounds().getWidth()
                && image.getHeight() <= getViewportBounds().getHeight());
    view.setFitWidth(whole.get() && !fits ? getViewportBounds().getWidth() : 0);
    view.setFitHeight(whole.get() && !fits ? getViewportBounds().getHeight() : 0);
  }
}
