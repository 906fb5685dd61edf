// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.bonsai.app.gallery.index.PictureQuery.Place;

/** A place of the gallery with its name and how much lies there; pictures may be dropped on it. */
final class PlaceButton extends ToggleButton {
  private static final PseudoClass TARGET = PseudoClass.getPseudoClass("drop-target");

  private final IntegerProperty count = new SimpleIntegerProperty();

  /**
   * @param chosen the place in view; may be set
   */
  PlaceButton(String name, Ikon icon, Place place, ObjectProperty<Place> chosen) {
    getStyleClass().add("place");
    setMaxWidth(Double.MAX_VALUE);
    setAccessibleText(name);
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    setGraphic(content(name, icon));
    setSelected(place.equals(chosen.get()));
    chosen.addListener((p, before, now) -> setSelected(place.equals(now)));
    setOnAction(
        event -> {
          // A click on the chosen one must not choose none.
          setSelected(true);
          chosen.set(place);
        });
  }

  private HBox content(String name, Ikon icon) {
    Label label = new Label(name);
    label.setTextOverrun(OverrunStyle.ELLIPSIS);
    label.setMinWidth(0);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Label number = new Label();
    number.getStyleClass().add("place-count");
    number.setMinWidth(Region.USE_PREF_SIZE);
    number.textProperty().bind(count.asString("%,d"));
    HBox content = new HBox(8, new FontIcon(icon), label, space, number);
    content.setAlignment(Pos.CENTER_LEFT);
    content.prefWidthProperty().bind(widthProperty().subtract(20));
    return content;
  }

  IntegerProperty countProperty() {
    return count;
  }

  /** Pictures dragged from the grid are welcome here. */
  void acceptPictures(Runnable dropped) {
    setOnDragOver(
        event -> {
          if (isFromGrid(event)) {
            event.acceptTransferModes(TransferMode.COPY);
            pseudoClassStateChanged(TARGET, true);
            event.consume();
          }
        });
    setOnDragExited(event -> pseudoClassStateChanged(TARGET, false));
    setOnDragDropped(
        event -> {
          if (isFromGrid(event)) {
            dropped.run();
            event.setDropCompleted(true);
            event.consume();
          }
        });
  }

  private static boolean isFromGrid(DragEvent event) {
    return event.getGestureSource() instanceof PictureCell;
  }
}
