// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.ContentDisplay;
import javafx.scene.image.Image;
import org.controlsfx.control.GridCell;
import studio.bonsai.app.gallery.index.Picture;
import studio.bonsai.app.gallery.thumbs.Thumbnails;

/** One picture in the grid. Cells are used again while scrolling, so all here is cheap. */
final class PictureCell extends GridCell<Picture> {
  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
  private static final PseudoClass LEAD = PseudoClass.getPseudoClass("lead");

  private final Thumbnails thumbnails;
  private final Selection selection;
  private final PictureTile tile = new PictureTile();

  /** Held here, or the weak listeners would be gone at once. */
  private final ChangeListener<Object> onSelection = (p, before, now) -> mark();

  /** Whose picture the tile shows; read by the thumbnails' threads. */
  private volatile String content = "";

  PictureCell(Thumbnails thumbnails, Selection selection) {
    this.thumbnails = thumbnails;
    this.selection = selection;
    getStyleClass().add("picture-cell");
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    setGraphic(tile);
    tile.prefWidthProperty().bind(widthProperty());
    tile.prefHeightProperty().bind(heightProperty());
    selection.idsProperty().addListener(new WeakChangeListener<>(onSelection));
    selection.leadProperty().addListener(new WeakChangeListener<>(onSelection));
  }

  /**
   * The grid's rows take the index away and give it back at every layout: only another picture
   * matters.
   */
  @Override
  public void updateIndex(int index) {
    if (index >= 0 && index != getIndex()) {
      super.updateIndex(index);
    } else if (index >= 0) {
      List<Picture> pictures = getGridView().getItems();
      Picture now = index < pictures.size() ? pictures.get(index) : null;
      if (!Objects.equals(now, getItem())) {
        updateItem(now, now == null);
      }
    }
  }

  @Override
  protected void updateItem(Picture picture, boolean empty) {
    super.updateItem(picture, empty);
    tile.setVisible(!empty && picture != null);
    if (empty || picture == null) {
      return;
    }
    // No id: it would have the style sheets looked through again at every turn of the wheel.
    setAccessibleText(picture.name());
    tile.setFavourite(picture.isFavourite());
    mark();
    if (!content.equals(picture.content())) {
      content = picture.content();
      load(picture);
    }
  }

  private void load(Picture picture) {
    if (picture.isBroken()) {
      tile.showBroken(picture.name());
      return;
    }
    Optional<Image> ready = thumbnails.ready(picture);
    if (ready.isPresent()) {
      tile.show(ready.get());
      return;
    }
    tile.showNothing();
    thumbnails.get(
        picture,
        () -> content.equals(picture.content()),
        image -> {
          if (content.equals(picture.content())) {
            image.ifPresentOrElse(tile::show, () -> tile.showBroken(picture.name()));
          }
        });
  }

  private void mark() {
    Picture picture = getItem();
    tile.pseudoClassStateChanged(SELECTED, picture != null && selection.contains(picture));
    tile.pseudoClassStateChanged(
        LEAD,
        picture != null
            && selection.leadProperty().get().filter(p -> p.id() == picture.id()).isPresent());
  }
}
