// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import studio.bonsai.app.gallery.index.Picture;
import studio.bonsai.app.gallery.thumbs.Thumbnails;
import studio.bonsai.app.picture.ZoomPane;
import studio.bonsai.app.text.Texts;

/** One picture as large as the gallery, the others an arrow key away. */
final class FullView extends BorderPane {
  private static final double PAN = 80;

  private final GalleryViewModel model;
  private final PictureCommands commands;
  private final Thumbnails thumbnails;
  private final Texts texts;
  private final ZoomPane picture = new ZoomPane("full-picture");
  private final Label problem = new Label();
  private final Label place = new Label();
  private Optional<Picture> shown = Optional.empty();

  FullView(GalleryViewModel model, PictureCommands commands, Thumbnails thumbnails, Texts texts) {
    this.model = model;
    this.commands = commands;
    this.thumbnails = thumbnails;
    this.texts = texts;
    setId("full-view");
    getStyleClass().add("full-view");
    setFocusTraversable(true);
    problem.setId("full-problem");
    problem.setWrapText(true);
    problem.setGraphic(new FontIcon(MaterialDesignI.IMAGE_BROKEN_VARIANT));
    problem.getStyleClass().add("picture-broken");
    setTop(bar());
    setCenter(new StackPane(picture, problem));
    visibleProperty().bind(model.openedProperty());
    managedProperty().bind(visibleProperty());
    model.openedProperty().addListener((p, before, now) -> onOpened(now));
    model.selection().leadProperty().addListener(p -> show());
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
  }

  private Node bar() {
    Region left = new Region();
    Region right = new Region();
    HBox.setHgrow(left, Priority.ALWAYS);
    HBox.setHgrow(right, Priority.ALWAYS);
    place.setId("full-place");
    HBox bar =
        new HBox(
            4,
            button("back", MaterialDesignC.CLOSE, () -> model.openedProperty().set(false)),
            left,
            button("previous", MaterialDesignC.CHEVRON_LEFT, () -> step(-1)),
            place,
            button("next", MaterialDesignC.CHEVRON_RIGHT, () -> step(1)),
            right,
            button("out", MaterialDesignM.MAGNIFY_MINUS_OUTLINE, picture::out),
            button("fit", MaterialDesignF.FIT_TO_PAGE_OUTLINE, picture::fit),
            button("in", MaterialDesignM.MAGNIFY_PLUS_OUTLINE, picture::in),
            star(),
            button("delete", MaterialDesignT.TRASH_CAN_OUTLINE, commands::delete));
    bar.setAlignment(Pos.CENTER);
    bar.getStyleClass().add("full-bar");
    return bar;
  }

  private Button button(String key, Ikon icon, Runnable action) {
    Button button = Icons.button("full-" + key, icon, texts.get("full." + key), action);
    button.setFocusTraversable(false);
    return button;
  }

  private Node star() {
    Button button = button("favourite", MaterialDesignS.STAR_OUTLINE, commands::toggleFavourite);
    FontIcon icon = (FontIcon) button.getGraphic();
    model
        .selection()
        .leadProperty()
        .addListener(
            (p, before, now) ->
                icon.setIconCode(
                    now.filter(Picture::isFavourite).isPresent()
                        ? MaterialDesignS.STAR
                        : MaterialDesignS.STAR_OUTLINE));
    return button;
  }

  private void onOpened(boolean now) {
    if (now) {
      requestFocus();
      show();
    } else {
      shown = Optional.empty();
      picture.clear();
    }
  }

  private void step(int distance) {
    model.selection().move(distance, false);
  }

  private void show() {
    Optional<Picture> lead = model.selection().leadProperty().get();
    if (!model.openedProperty().get() || lead.isEmpty()) {
      return;
    }
    int index = model.selection().leadIndex().orElse(0) + 1;
    place.setText(texts.get("full.place", index, model.pictures().size()));
    boolean same = shown.filter(p -> p.content().equals(lead.get().content())).isPresent();
    shown = lead;
    if (!same) {
      load(lead.get());
    }
  }

  /** The small picture at once, if there is one, then the large one as soon as it is read. */
  private void load(Picture wanted) {
    problem.setVisible(false);
    picture.clear();
    picture.fit();
    thumbnails.ready(wanted).ifPresent(picture::show);
    Image image = new Image(wanted.file().toUri().toString(), true);
    ChangeListener<Object> done =
        (p, before, now) -> {
          boolean over = image.isError() || image.getProgress() >= 1;
          if (over && shown.filter(s -> s.id() == wanted.id()).isPresent()) {
            finish(image, wanted);
          }
        };
    image.progressProperty().addListener(done);
    image.errorProperty().addListener(done);
  }

  private void finish(Image image, Picture wanted) {
    if (image.isError()) {
      picture.clear();
      problem.setText(texts.get("full.broken", wanted.name()));
      problem.setVisible(true);
    } else {
      picture.show(image);
    }
  }

  private void onKey(KeyEvent event) {
    switch (event.getCode()) {
      case LEFT -> move(event, -1, PAN, 0);
      case RIGHT -> move(event, 1, -PAN, 0);
      case UP -> picture.pan(0, PAN);
      case DOWN -> picture.pan(0, -PAN);
      case HOME -> step(-model.pictures().size());
      case END -> step(model.pictures().size());
      case ESCAPE, ENTER -> model.openedProperty().set(false);
      case PLUS, ADD, EQUALS -> picture.in();
      case MINUS, SUBTRACT -> picture.out();
      case DIGIT0, NUMPAD0 -> picture.fit();
      case DIGIT1, NUMPAD1 -> picture.actual();
      default -> {
        return;
      }
    }
    event.consume();
  }

  /** Plain arrows go on to the next picture; with Shift they move an enlarged one. */
  private void move(KeyEvent event, int step, double x, double y) {
    if (event.isShiftDown()) {
      picture.pan(x, y);
    } else {
      step(step);
    }
  }
}
