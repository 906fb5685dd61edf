// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.results;

import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;

/** A picture as it grows, as large as there is room and as is good for the eye. */
final class PreviewPane extends Region {
  private static final double LARGEST = 768;

  private final ImageView view = new ImageView();

  PreviewPane() {
    setId("preview");
    view.setSmooth(true);
    view.setPreserveRatio(true);
    getChildren().add(view);
  }

  void show(Image image) {
    view.setImage(image);
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    view.setFitWidth(Math.min(LARGEST, Math.max(1, getWidth())));
    view.setFitHeight(Math.min(LARGEST, Math.max(1, getHeight())));
    layoutInArea(view, 0, 0, getWidth(), getHeight(), 0, HPos.CENTER, VPos.CENTER);
  }
}
