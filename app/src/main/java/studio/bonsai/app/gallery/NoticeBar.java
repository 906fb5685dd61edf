// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import atlantafx.base.theme.Styles;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import studio.bonsai.app.text.Texts;

/** Says for a while what has just been done, and takes it back when asked. */
final class NoticeBar extends HBox {
  private static final Duration SHOWN = Duration.seconds(10);

  private final Texts texts;
  private final Label text = new Label();
  private final Button undo = new Button();
  private final PauseTransition end = new PauseTransition(SHOWN);

  NoticeBar(GalleryViewModel model, PictureCommands commands, Texts texts) {
    this.texts = texts;
    setId("gallery-notice");
    getStyleClass().addAll("gallery-notice", Styles.ELEVATED_2);
    setAlignment(Pos.CENTER_LEFT);
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    text.setId("gallery-notice-text");
    text.setWrapText(true);
    text.setMaxWidth(420);
    undo.setText(texts.get("undo"));
    undo.setId("gallery-undo");
    undo.getStyleClass().addAll(Styles.FLAT, Styles.ACCENT);
    undo.setMinWidth(Region.USE_PREF_SIZE);
    undo.setOnAction(event -> commands.undo());
    undo.managedProperty().bind(undo.visibleProperty());
    getChildren().addAll(text, undo);
    getChildren()
        .add(
            Icons.button(
                "gallery-notice-close",
                MaterialDesignC.CLOSE,
                texts.get("dismiss"),
                model::dismissNotice));
    end.setOnFinished(event -> model.dismissNotice());
    model.noticeProperty().addListener((p, before, now) -> show(now));
    show(model.noticeProperty().get());
  }

  private void show(Optional<Notice> notice) {
    setVisible(notice.isPresent());
    end.stop();
    notice.ifPresent(
        news -> {
          text.setText(texts.get("notice." + news.key(), news.arguments().toArray()));
          undo.setVisible(news.canUndo());
          end.playFromStart();
        });
  }
}
