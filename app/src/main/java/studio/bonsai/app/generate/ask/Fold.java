// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.ask;

import javafx.beans.property.Property;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** Something that is folded away until it is asked for. */
public final class Fold extends VBox {
  /**
   * @param open may be set
   */
  public Fold(String id, String name, Property<Boolean> open, Node inside) {
    getStyleClass().add("fold");
    ToggleButton button = new ToggleButton(name);
    button.setId(id + "-fold");
    button.getStyleClass().setAll("fold-button");
    button.setMaxWidth(Double.MAX_VALUE);
    button.selectedProperty().bindBidirectional(open);
    button
        .graphicProperty()
        .bind(
            button
                .selectedProperty()
                .map(
                    now ->
                        new FontIcon(
                            now ? MaterialDesignC.CHEVRON_DOWN : MaterialDesignC.CHEVRON_RIGHT)));
    inside.visibleProperty().bind(button.selectedProperty());
    inside.managedProperty().bind(button.selectedProperty());
    getChildren().addAll(button, inside);
  }
}
