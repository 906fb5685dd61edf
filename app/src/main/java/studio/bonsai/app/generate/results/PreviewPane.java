// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.results;

import javafx.geometry.HPos;
import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import studio.bonsai.app.picture.Zoom;

/** A picture as it grows, about as large as it will be shown when it is done. */
final class PreviewPane extends Region {
  /** Software rendering mixes in, at the very edge, what lies at the other side. */
  private static final double EDGE = 0.5;

  private final ImageView view = new ImageView();

  PreviewPane() {
    setId("preview");
    view.setSmooth(true);
    view.setPreserveRatio(true);
    getChildren().add(view);
  }

  /**
   * @param image null for none
   */
  void show(Image image) {
    view.setImage(image);
    if (image != null) {
      view.setViewport(
          new Rectangle2D(EDGE, EDGE, image.getWidth() - 2 * EDGE, image.getHeight() - 2 * EDGE));
    }
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    Image image = view.getImage();
    if (image != null) {
      view.setFitWidth(Math.max(1, Math.min(getWidth(), Zoom.LARGEST_FIT * image.getWidth())));
      view.setFitHeight(Math.max(1, Math.min(getHeight(), Zoom.LARGEST_FIT * image.getHeight())));
    }
    layoutInArea(view, 0, 0, getWidth(), getHeight(), 0, HPos.CENTER, VPos.CENTER);
  }
}
