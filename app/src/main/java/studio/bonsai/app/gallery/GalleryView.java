// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import studio.bonsai.app.PictureActions;
import studio.bonsai.app.gallery.index.PictureDetails;
import studio.bonsai.app.gallery.thumbs.Thumbnails;
import studio.bonsai.app.store.Settings;
import studio.bonsai.app.text.Texts;

/** Places on the left, pictures in the middle, the chosen one's settings on the right. */
final class GalleryView extends StackPane {
  private static final double TILE = 150;

  /** What the gallery asks of the rest of the studio. */
  record Surroundings(PictureActions actions, Runnable draw, Consumer<Path> showInFolder) {}

  private final GalleryViewModel model;
  private final PictureCommands commands;
  private final PictureUses uses;
  private final PictureGrid grid;
  private final FilterBar filters;
  private final ObjectProperty<Boolean> detailsShown;

  GalleryView(
      GalleryViewModel model,
      Thumbnails thumbnails,
      Settings settings,
      Surroundings surroundings,
      Texts texts) {
    this.model = model;
    commands = new PictureCommands(model);
    uses = new PictureUses(model, surroundings.actions(), surroundings.showInFolder());
    ObjectProperty<Double> tileSize = settings.number("gallery.tile", TILE);
    detailsShown = settings.flag("gallery.details", true);
    grid = new PictureGrid(model, thumbnails, tileSize);
    grid.accessibleTextProperty()
        .bind(
            model
                .detailsProperty()
                .map(details -> details.map(GalleryView::spoken).orElse(texts.get("title"))));
    filters = new FilterBar(model, tileSize, detailsShown, texts);
    setId("gallery");
    getStylesheets().add(GalleryView.class.getResource("gallery.css").toExternalForm());
    AlbumCommands albums = new AlbumCommands(model);
    AlbumDialogs dialogs = new AlbumDialogs(model, albums, commands, this, texts);
    new GalleryMenu(model, commands, albums, dialogs, uses, texts).attach(grid);
    Node pictures = pictures(surroundings.draw(), dialogs, texts);
    BorderPane page = new BorderPane(content(pictures, thumbnails, texts));
    page.setLeft(new PlacesPane(model, commands, albums, dialogs, texts));
    getChildren().add(page);
    model.openedProperty().addListener((p, before, now) -> onOpened(now));
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
  }

  /** The grid, with what narrows it down above and the settings of one picture beside it. */
  private Node pictures(Runnable draw, AlbumDialogs dialogs, Texts texts) {
    StackPane middle = new StackPane(grid, new EmptyPane(model, draw, texts));
    VBox.setVgrow(middle, Priority.ALWAYS);
    BorderPane pictures =
        new BorderPane(new VBox(new BinBar(model, commands, dialogs, texts), middle));
    pictures.setTop(filters);
    pictures.setRight(details(texts));
    return pictures;
  }

  /** All that may lie over the pictures. */
  private Node content(Node pictures, Thumbnails thumbnails, Texts texts) {
    DropPane drop = new DropPane(commands, texts);
    NoticeBar notice = new NoticeBar(model, commands, texts);
    StackPane.setAlignment(notice, Pos.BOTTOM_CENTER);
    FullView full = new FullView(model, commands, thumbnails, texts);
    StackPane content = new StackPane(pictures, full, drop, notice);
    drop.attach(content);
    return content;
  }

  /** What a screen reader says of the picture that the keyboard is on. */
  private static String spoken(PictureDetails details) {
    return details.prompt().isEmpty() ? details.picture().name() : details.prompt();
  }

  private Node details(Texts texts) {
    DetailsPane pane = new DetailsPane(model, uses, texts);
    pane.visibleProperty().bind(detailsShown);
    pane.managedProperty().bind(detailsShown);
    return pane;
  }

  private void onOpened(boolean now) {
    if (!now) {
      grid.requestFocus();
    }
  }

  /** Where the keyboard begins. */
  void focusGrid() {
    grid.requestFocus();
  }

  private void onKey(KeyEvent event) {
    boolean typing = event.getTarget() instanceof TextInputControl;
    if (onShortcut(event) || (!typing && onPlainKey(event))) {
      event.consume();
    } else if (typing && (event.getCode() == KeyCode.ESCAPE || event.getCode() == KeyCode.DOWN)) {
      grid.requestFocus();
      event.consume();
    }
  }

  /** Whether it was one of those with Ctrl. */
  private boolean onShortcut(KeyEvent event) {
    if (ctrl(KeyCode.F).match(event)) {
      filters.focusSearch();
      return true;
    }
    if (event.getTarget() instanceof TextInputControl || !event.isShortcutDown()) {
      return false;
    }
    switch (event.getCode()) {
      case A -> model.selection().all();
      case Z -> commands.undo();
      case C -> uses.copyPrompt();
      default -> {
        return false;
      }
    }
    return true;
  }

  private static KeyCombination ctrl(KeyCode code) {
    return new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN);
  }

  private boolean onPlainKey(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown()) {
      return false;
    }
    switch (event.getCode()) {
      case F -> commands.toggleFavourite();
      case DELETE, BACK_SPACE -> commands.delete();
      case I -> detailsShown.set(!detailsShown.get());
      case ENTER, SPACE -> model.openedProperty().set(model.selection().size() > 0);
      case ESCAPE -> model.selection().clear();
      default -> {
        return false;
      }
    }
    return true;
  }
}
