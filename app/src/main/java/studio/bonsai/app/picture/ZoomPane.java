// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.picture;

import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/** A picture under the mouse's wheel and hand. */
public final class ZoomPane extends Region {
  private static final double STEP = 1.25;

  /** What a double click does. */
  private static final double CLOSE = 2.5;

  /** From here on pixels are shown as what they are. */
  private static final double SHARP = 3;

  private final Zoom zoom = new Zoom();
  private final ImageView view = new ImageView();
  private Point2D grip = Point2D.ZERO;

  public ZoomPane(String id) {
    setId(id);
    view.setManaged(false);
    getChildren().add(view);
    Rectangle window = new Rectangle();
    window.widthProperty().bind(widthProperty());
    window.heightProperty().bind(heightProperty());
    setClip(window);
    setOnScroll(this::onScroll);
    setOnMousePressed(event -> grip = new Point2D(event.getX(), event.getY()));
    setOnMouseDragged(this::onDrag);
    setOnMouseClicked(this::onClick);
  }

  public Zoom zoom() {
    return zoom;
  }

  public void show(Image image) {
    view.setImage(image);
    zoom.picture(image.getWidth(), image.getHeight());
    requestLayout();
  }

  public void clear() {
    view.setImage(null);
  }

  public void in() {
    zoom.by(STEP, getWidth() / 2, getHeight() / 2);
    requestLayout();
  }

  public void out() {
    zoom.by(1 / STEP, getWidth() / 2, getHeight() / 2);
    requestLayout();
  }

  public void fit() {
    zoom.fit();
    requestLayout();
  }

  public void actual() {
    zoom.actual();
    requestLayout();
  }

  public void pan(double x, double y) {
    zoom.pan(x, y);
    requestLayout();
  }

  private void onScroll(ScrollEvent event) {
    if (event.getDeltaY() != 0) {
      zoom.by(event.getDeltaY() > 0 ? STEP : 1 / STEP, event.getX(), event.getY());
      requestLayout();
    }
    event.consume();
  }

  private void onDrag(MouseEvent event) {
    pan(event.getX() - grip.getX(), event.getY() - grip.getY());
    grip = new Point2D(event.getX(), event.getY());
  }

  private void onClick(MouseEvent event) {
    if (event.getClickCount() == 2 && event.isStillSincePress()) {
      if (zoom.fittedProperty().get()) {
        zoom.by(CLOSE, event.getX(), event.getY());
        requestLayout();
      } else {
        fit();
      }
    }
  }

  @Override
  protected void layoutChildren() {
    zoom.window(getWidth(), getHeight());
    Image image = view.getImage();
    if (image != null) {
      view.setFitWidth(image.getWidth() * zoom.scale());
      view.setFitHeight(image.getHeight() * zoom.scale());
      view.setSmooth(zoom.scale() < SHARP);
      view.relocate(zoom.x(), zoom.y());
      setCursor(zoom.fittedProperty().get() ? Cursor.DEFAULT : Cursor.MOVE);
    }
  }
}
