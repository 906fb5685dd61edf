// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import atlantafx.base.theme.Styles;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import studio.bonsai.app.gallery.index.GalleryFolder;
import studio.bonsai.app.gallery.index.PictureQuery.Place;
import studio.bonsai.app.text.Texts;

/** Above the bin: how long things stay, and how they come back or go for good. */
final class BinBar extends HBox {
  BinBar(GalleryViewModel model, PictureCommands commands, AlbumDialogs dialogs, Texts texts) {
    setId("gallery-bin");
    getStyleClass().add("bin-bar");
    setAlignment(Pos.CENTER_LEFT);
    Label text = new Label(texts.get("bin.text", GalleryFolder.KEPT_IN_BIN.toDays()));
    text.getStyleClass().add(Styles.TEXT_MUTED);
    text.setMinWidth(0);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button restore = new Button(texts.get("menu.restore"));
    restore.setId("gallery-restore");
    restore.setMinWidth(Region.USE_PREF_SIZE);
    restore.setOnAction(event -> commands.restore());
    restore
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> model.selection().size() == 0, model.selection().idsProperty()));
    Button empty = new Button(texts.get("bin.empty"));
    empty.setId("gallery-bin-empty");
    empty.setMinWidth(Region.USE_PREF_SIZE);
    empty.getStyleClass().addAll(Styles.BUTTON_OUTLINED, Styles.DANGER);
    empty.setOnAction(event -> dialogs.emptyBin());
    getChildren().addAll(text, space, restore, empty);
    visibleProperty()
        .bind(
            model
                .filters()
                .placeProperty()
                .map(Place.Bin.class::isInstance)
                .flatMap(
                    isBin -> model.countsProperty().map(counts -> isBin && counts.binned() > 0)));
    managedProperty().bind(visibleProperty());
  }
}
