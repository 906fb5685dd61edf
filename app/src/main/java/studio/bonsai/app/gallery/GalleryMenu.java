// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import studio.bonsai.app.gallery.index.Album;
import studio.bonsai.app.gallery.index.PictureDetails;
import studio.bonsai.app.gallery.index.PictureQuery.Place;
import studio.bonsai.app.text.Texts;

/** What can be done with the chosen pictures, under the right mouse button. */
final class GalleryMenu {
  private final GalleryViewModel model;
  private final PictureCommands pictures;
  private final AlbumCommands albums;
  private final AlbumDialogs dialogs;
  private final PictureUses uses;
  private final Texts texts;
  private final ContextMenu menu = new ContextMenu();

  GalleryMenu(
      GalleryViewModel model,
      PictureCommands pictures,
      AlbumCommands albums,
      AlbumDialogs dialogs,
      PictureUses uses,
      Texts texts) {
    this.model = model;
    this.pictures = pictures;
    this.albums = albums;
    this.dialogs = dialogs;
    this.uses = uses;
    this.texts = texts;
    menu.setId("gallery-menu");
  }

  /** Opens upon a right click on the grid, or the menu key. */
  void attach(PictureGrid grid) {
    grid.setOnContextMenuRequested(
        event -> {
          if (model.selection().size() > 0) {
            menu.getItems().setAll(isInBin() ? binItems() : items());
            menu.show(grid, event.getScreenX(), event.getScreenY());
          }
          event.consume();
        });
    grid.setOnMousePressed(event -> menu.hide());
  }

  private Place place() {
    return model.filters().placeProperty().get();
  }

  private boolean isInBin() {
    return place() instanceof Place.Bin;
  }

  private List<MenuItem> binItems() {
    return List.of(
        item("restore", pictures::restore),
        new SeparatorMenuItem(),
        item("bin.empty", dialogs::emptyBin));
  }

  private List<MenuItem> items() {
    List<MenuItem> items = new ArrayList<>();
    items.add(item("open", () -> model.openedProperty().set(true)));
    items.add(new SeparatorMenuItem());
    Optional<PictureDetails> details = model.detailsProperty().get();
    if (details.flatMap(d -> d.facts().request()).isPresent()) {
      items.add(item("use-settings", uses::settings));
      items.add(item("use-seed", uses::seed));
      items.add(item("copy-prompt", uses::copyPrompt));
    }
    items.add(item("use-input", uses::input));
    items.add(item("show-in-folder", uses::showInFolder));
    items.add(new SeparatorMenuItem());
    items.add(item("favourite", pictures::toggleFavourite));
    items.add(albumMenu());
    currentAlbum().ifPresent(a -> items.add(item("album.remove", () -> albums.removeChosen(a))));
    items.add(new SeparatorMenuItem());
    items.add(item("delete", pictures::delete));
    return items;
  }

  private Optional<Album> currentAlbum() {
    return model.albums().stream()
        .filter(album -> place().equals(new Place.InAlbum(album.id())))
        .findFirst();
  }

  private Menu albumMenu() {
    Menu menu = new Menu(texts.get("menu.album.add"));
    menu.setId("menu-album-add");
    for (Album album : model.albums()) {
      MenuItem item = new MenuItem(album.name());
      item.setMnemonicParsing(false);
      item.setOnAction(event -> albums.addChosen(album));
      menu.getItems().add(item);
    }
    if (!model.albums().isEmpty()) {
      menu.getItems().add(new SeparatorMenuItem());
    }
    menu.getItems().add(item("album.new", dialogs::createForChosen));
    return menu;
  }

  private MenuItem item(String key, Runnable action) {
    MenuItem item = new MenuItem(texts.get("menu." + key));
    item.setId("menu-" + key.replace('.', '-'));
    item.setOnAction(event -> action.run());
    return item;
  }
}
