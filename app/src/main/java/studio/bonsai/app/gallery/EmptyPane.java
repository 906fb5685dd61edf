// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import atlantafx.base.theme.Styles;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import studio.bonsai.app.gallery.GalleryViewModel.State;
import studio.bonsai.app.gallery.index.PictureQuery.Place;
import studio.bonsai.app.text.Texts;

/** What stands where no pictures are: why, and what to do. */
final class EmptyPane extends VBox {
  private final GalleryViewModel model;
  private final Runnable draw;
  private final Texts texts;

  /**
   * @param draw goes to where pictures are made
   */
  EmptyPane(GalleryViewModel model, Runnable draw, Texts texts) {
    this.model = model;
    this.draw = draw;
    this.texts = texts;
    setId("gallery-empty");
    getStyleClass().addAll("empty-pane", "gallery-empty");
    setAlignment(Pos.CENTER);
    model.stateProperty().addListener(p -> fill());
    model.filters().placeProperty().addListener(p -> fill());
    fill();
  }

  private void fill() {
    State state = model.stateProperty().get();
    Place place = model.filters().placeProperty().get();
    setVisible(state != State.LOADING && state != State.PICTURES);
    if (state == State.FAILED) {
      show(MaterialDesignD.DATABASE_ALERT_OUTLINE, "failed", model.failureProperty().get());
      button("retry", model::refresh);
    } else if (state == State.NOTHING_FOUND) {
      show(MaterialDesignI.IMAGE_SEARCH_OUTLINE, "nothing");
      button("filters.clear", model.filters()::clear);
    } else if (place instanceof Place.Favourites) {
      show(MaterialDesignS.STAR_OUTLINE, "favourites");
    } else if (place instanceof Place.Bin) {
      show(MaterialDesignT.TRASH_CAN_OUTLINE, "bin");
    } else if (place instanceof Place.InAlbum) {
      show(MaterialDesignI.IMAGE_ALBUM, "album");
    } else {
      show(MaterialDesignI.IMAGE_MULTIPLE_OUTLINE, "all");
      button("empty.draw", draw);
    }
  }

  private void show(Ikon icon, String key) {
    show(icon, key, texts.get("empty." + key));
  }

  private void show(Ikon icon, String key, String sentence) {
    Label title = new Label(texts.get("empty." + key + ".title"));
    title.getStyleClass().add(Styles.TITLE_3);
    Label text = new Label(sentence);
    text.setWrapText(true);
    text.setTextAlignment(TextAlignment.CENTER);
    text.getStyleClass().add(Styles.TEXT_MUTED);
    getChildren().setAll(new FontIcon(icon), title, text);
  }

  private void button(String key, Runnable action) {
    Button button = new Button(texts.get(key));
    button.setId("gallery-" + key.replace('.', '-'));
    button.setOnAction(event -> action.run());
    getChildren().add(button);
  }
}
