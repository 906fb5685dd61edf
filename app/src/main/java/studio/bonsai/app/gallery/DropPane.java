// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import java.io.File;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import studio.bonsai.app.text.Texts;

/** Says what will happen to files that hover over the gallery, and does it when they fall. */
final class DropPane extends VBox {
  private final PictureCommands commands;

  DropPane(PictureCommands commands, Texts texts) {
    this.commands = commands;
    setId("gallery-drop");
    getStyleClass().add("gallery-drop");
    setAlignment(Pos.CENTER);
    setMouseTransparent(true);
    setVisible(false);
    Label text = new Label(texts.get("drop"));
    text.setWrapText(true);
    getChildren().addAll(new FontIcon(MaterialDesignI.IMAGE_PLUS), text);
  }

  /** Takes files that are dropped anywhere on a node. */
  void attach(Node target) {
    target.setOnDragEntered(event -> setVisible(isFromOutside(event)));
    target.setOnDragExited(event -> setVisible(false));
    target.setOnDragOver(
        event -> {
          if (isFromOutside(event)) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
          }
        });
    target.setOnDragDropped(
        event -> {
          if (isFromOutside(event)) {
            commands.add(event.getDragboard().getFiles().stream().map(File::toPath).toList());
            event.setDropCompleted(true);
            event.consume();
          }
        });
  }

  private static boolean isFromOutside(DragEvent event) {
    return event.getGestureSource() == null && event.getDragboard().hasFiles();
  }
}
