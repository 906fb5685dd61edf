// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.ImagePattern;
import javafx.scene.shape.Rectangle;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** How a picture looks in the grid: it fills its tile, cropped about its middle. */
final class PictureTile extends StackPane {
  private static final double FRAME = 3;
  private static final double ROUNDING = 12;

  private final Region ground = new Region();

  /** Filled with the picture: rounded corners without the cost of a clip. */
  private final Rectangle shape = new Rectangle();

  private final FontIcon star = new FontIcon(MaterialDesignS.STAR);
  private final Label broken = new Label();
  private Image image;

  PictureTile() {
    getStyleClass().add("picture-tile");
    ground.getStyleClass().add("picture-ground");
    shape.getStyleClass().add("picture-shape");
    shape.setManaged(false);
    shape.setArcWidth(ROUNDING);
    shape.setArcHeight(ROUNDING);
    shape.setVisible(false);
    star.getStyleClass().add("picture-star");
    star.setVisible(false);
    StackPane.setAlignment(star, Pos.TOP_RIGHT);
    FontIcon icon = new FontIcon(MaterialDesignI.IMAGE_BROKEN_VARIANT);
    broken.setGraphic(icon);
    broken.getStyleClass().add("picture-broken");
    broken.setWrapText(true);
    broken.setVisible(false);
    getChildren().addAll(ground, shape, broken, star);
    setMinSize(0, 0);
  }

  void setFavourite(boolean isFavourite) {
    star.setVisible(isFavourite);
  }

  void show(Image picture) {
    image = picture;
    broken.setVisible(false);
    paint();
  }

  /** Until the picture comes. */
  void showNothing() {
    image = null;
    broken.setVisible(false);
    paint();
  }

  void showBroken(String name) {
    image = null;
    broken.setText(name);
    broken.setVisible(true);
    paint();
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    shape.setX(FRAME);
    shape.setY(FRAME);
    shape.setWidth(Math.max(0, getWidth() - 2 * FRAME));
    shape.setHeight(Math.max(0, getHeight() - 2 * FRAME));
    paint();
  }

  private void paint() {
    boolean there = image != null && shape.getWidth() > 0;
    shape.setVisible(there);
    if (there) {
      double scale =
          Math.max(shape.getWidth() / image.getWidth(), shape.getHeight() / image.getHeight());
      double width = image.getWidth() * scale;
      double height = image.getHeight() * scale;
      double x = FRAME + (shape.getWidth() - width) / 2;
      double y = FRAME + (shape.getHeight() - height) / 2;
      shape.setFill(new ImagePattern(image, x, y, width, height, false));
    }
  }
}
