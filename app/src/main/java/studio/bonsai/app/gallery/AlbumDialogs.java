// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.TextInputDialog;
import studio.bonsai.app.gallery.index.Album;
import studio.bonsai.app.gallery.index.Picture;
import studio.bonsai.app.text.Texts;

/** Asks what albums need to be asked. */
final class AlbumDialogs {
  private static final int LONGEST_NAME = 60;

  private final GalleryViewModel model;
  private final AlbumCommands albums;
  private final PictureCommands pictures;
  private final Node owner;
  private final Texts texts;

  /**
   * @param owner in whose window to ask
   */
  AlbumDialogs(
      GalleryViewModel model,
      AlbumCommands albums,
      PictureCommands pictures,
      Node owner,
      Texts texts) {
    this.model = model;
    this.albums = albums;
    this.pictures = pictures;
    this.owner = owner;
    this.texts = texts;
  }

  /** An empty one. */
  void create() {
    ask("").ifPresent(name -> albums.create(name, List.of()));
  }

  /** One for the chosen pictures. */
  void createForChosen() {
    List<Picture> chosen = model.selection().pictures();
    ask("").ifPresent(name -> albums.create(name, chosen));
  }

  void rename(Album album) {
    ask(album.name()).ifPresent(name -> albums.rename(album, name));
  }

  void delete(Album album) {
    if (confirm("album.delete.question", "album.delete", album.name())) {
      albums.delete(album);
    }
  }

  void emptyBin() {
    int count = model.countsProperty().get().binned();
    if (count > 0 && confirm("bin.empty.question", "bin.empty", count)) {
      pictures.emptyBin();
    }
  }

  private Optional<String> ask(String initial) {
    TextInputDialog dialog = new TextInputDialog(initial);
    dialog.initOwner(owner.getScene().getWindow());
    dialog.setTitle(texts.get("album"));
    dialog.setHeaderText(null);
    dialog.setGraphic(null);
    dialog.setContentText(texts.get("album.name"));
    dialog.getEditor().setId("album-name");
    return dialog
        .showAndWait()
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .map(name -> name.substring(0, Math.min(LONGEST_NAME, name.length())));
  }

  private boolean confirm(String question, String action, Object argument) {
    ButtonType yes = new ButtonType(texts.get(action), ButtonBar.ButtonData.OK_DONE);
    Alert alert =
        new Alert(
            Alert.AlertType.CONFIRMATION, texts.get(question, argument), yes, ButtonType.CANCEL);
    alert.initOwner(owner.getScene().getWindow());
    alert.setTitle(texts.get(action));
    alert.setHeaderText(null);
    return alert.showAndWait().filter(yes::equals).isPresent();
  }
}
