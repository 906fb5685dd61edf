// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import atlantafx.base.theme.Styles;
import java.util.function.Function;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import studio.bonsai.app.gallery.index.Album;
import studio.bonsai.app.gallery.index.PictureIndex.Counts;
import studio.bonsai.app.gallery.index.PictureQuery.Place;
import studio.bonsai.app.text.Texts;

/** The gallery's places: all pictures, favourites, the bin, and the albums. */
final class PlacesPane extends VBox {
  private final GalleryViewModel model;
  private final PictureCommands pictures;
  private final AlbumCommands albums;
  private final AlbumDialogs dialogs;
  private final Texts texts;
  private final VBox albumButtons = new VBox(2);

  PlacesPane(
      GalleryViewModel model,
      PictureCommands pictures,
      AlbumCommands albums,
      AlbumDialogs dialogs,
      Texts texts) {
    this.model = model;
    this.pictures = pictures;
    this.albums = albums;
    this.dialogs = dialogs;
    this.texts = texts;
    setId("gallery-places");
    getStyleClass().add("places");
    ScrollPane scroll = new ScrollPane(albumButtons);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(title(), all(), favourites(), bin(), albumHead(), scroll);
    model.albums().addListener((ListChangeListener<Album>) change -> fillAlbums());
    fillAlbums();
  }

  private Node title() {
    Label title = new Label(texts.get("title"));
    title.getStyleClass().addAll(Styles.TITLE_2, "places-title");
    return title;
  }

  private PlaceButton all() {
    return place("all", new Place.All(), MaterialDesignI.IMAGE_MULTIPLE_OUTLINE, Counts::pictures);
  }

  private PlaceButton favourites() {
    PlaceButton button =
        place(
            "favourites", new Place.Favourites(), MaterialDesignS.STAR_OUTLINE, Counts::favourites);
    button.acceptPictures(pictures::star);
    return button;
  }

  private PlaceButton bin() {
    PlaceButton button =
        place("bin", new Place.Bin(), MaterialDesignT.TRASH_CAN_OUTLINE, Counts::binned);
    button.acceptPictures(pictures::delete);
    MenuItem empty = new MenuItem(texts.get("bin.empty"));
    empty.setOnAction(event -> dialogs.emptyBin());
    button.setContextMenu(new ContextMenu(empty));
    return button;
  }

  private PlaceButton place(String key, Place place, Ikon icon, Function<Counts, Integer> count) {
    PlaceButton button =
        new PlaceButton(texts.get("place." + key), icon, place, model.filters().placeProperty());
    button.setId("place-" + key);
    button.countProperty().bind(model.countsProperty().map(count));
    return button;
  }

  private Node albumHead() {
    Label title = new Label(texts.get("albums"));
    title.getStyleClass().add("places-heading");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox head =
        new HBox(
            title,
            space,
            Icons.button(
                "album-new", MaterialDesignP.PLUS, texts.get("album.new"), dialogs::create));
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("places-head");
    return head;
  }

  private void fillAlbums() {
    albumButtons.getChildren().setAll(model.albums().stream().map(this::album).toList());
    if (model.albums().isEmpty()) {
      Label hint = new Label(texts.get("albums.hint"));
      hint.setWrapText(true);
      hint.getStyleClass().add("places-hint");
      albumButtons.getChildren().add(hint);
    }
  }

  private Node album(Album album) {
    PlaceButton button =
        new PlaceButton(
            album.name(),
            MaterialDesignI.IMAGE_ALBUM,
            new Place.InAlbum(album.id()),
            model.filters().placeProperty());
    button.setId("album-" + album.name());
    button.countProperty().set(album.count());
    button.acceptPictures(() -> albums.addChosen(album));
    MenuItem rename = new MenuItem(texts.get("album.rename"));
    rename.setId("album-rename");
    rename.setOnAction(event -> dialogs.rename(album));
    MenuItem delete = new MenuItem(texts.get("album.delete"));
    delete.setId("album-delete");
    delete.setOnAction(event -> dialogs.delete(album));
    button.setContextMenu(new ContextMenu(rename, delete));
    return button;
  }
}
