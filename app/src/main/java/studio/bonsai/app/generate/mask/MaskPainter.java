// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.mask;

import javafx.scene.Cursor;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Path;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.Shape;
import studio.bonsai.app.text.Texts;

/**
 * A picture, as large as there is room, and the mask over it, painted with mouse, finger, pen or
 * keys: arrows move the brush, the space bar lowers it.
 */
final class MaskPainter extends Region {
  private static final double LARGEST_ZOOM = 4;
  private static final double MARGIN = 16;

  private final MaskViewModel model;
  private final MaskTint tint;
  private final ImageView picture;
  private final ImageView shape = new ImageView();
  private final Region colour = new Region();
  private final Circle ring = new Circle();
  private final Circle ringShadow = new Circle();
  private Shape shade = new Path();
  private Image feathered;
  private double scale = 1;
  private double left;
  private double top;
  private double brushX;
  private double brushY;

  MaskPainter(MaskViewModel model, Image shown, Texts texts) {
    this.model = model;
    setId("mask-painter");
    getStyleClass().add("mask-painter");
    setFocusTraversable(true);
    setAccessibleText(texts.get("painter"));
    picture = new ImageView(shown);
    tint = new MaskTint(model, this::onFeathered);
    colour.setId("mask-colour");
    colour.getStyleClass().add("mask-colour");
    colour.setClip(shape);
    for (Circle circle : new Circle[] {ringShadow, ring}) {
      circle.getStyleClass().add("mask-brush");
      circle.setVisible(false);
    }
    ringShadow.getStyleClass().add("mask-brush-shadow");
    getChildren().addAll(picture, colour, shade, ringShadow, ring);
    getChildren().forEach(node -> node.setMouseTransparent(true));
    brushX = model.mask().width() / 2.0;
    brushY = model.mask().height() / 2.0;
    listen();
    showMask();
  }

  private void listen() {
    addEventHandler(MouseEvent.ANY, this::onMouse);
    addEventHandler(ScrollEvent.SCROLL, this::onScroll);
    addEventHandler(KeyEvent.ANY, new MaskKeys(this, model)::onKey);
    model.listen(area -> refade());
    model.strokingProperty().addListener((p, before, now) -> showMask());
    model.featherProperty().addListener((p, before, now) -> onFeather());
    model.brushProperty().addListener((p, before, now) -> moveRing());
    focusedProperty().addListener((p, before, now) -> moveRing());
    hoverProperty().addListener((p, before, now) -> moveRing());
    onFeather();
  }

  private void onFeather() {
    if (model.featherProperty().get() == 0) {
      feathered = null;
      showMask();
    } else {
      tint.fade();
    }
  }

  private void refade() {
    if (model.featherProperty().get() > 0) {
      tint.fade();
    }
  }

  private void onFeathered(Image image) {
    feathered = model.featherProperty().get() == 0 ? null : image;
    showMask();
  }

  /** A stroke is shown where the brush is; the feather as soon as the brush is lifted. */
  private void showMask() {
    boolean soft = feathered != null && !model.strokingProperty().get();
    shape.setImage(soft ? feathered : tint.hard());
  }

  private void onMouse(MouseEvent event) {
    if (event.getEventType() == MouseEvent.MOUSE_RELEASED) {
      model.release();
    }
    boolean drags = event.getEventType() == MouseEvent.MOUSE_DRAGGED;
    boolean presses = event.getEventType() == MouseEvent.MOUSE_PRESSED;
    if (drags || presses || event.getEventType() == MouseEvent.MOUSE_MOVED) {
      brushX = (event.getX() - left) / scale;
      brushY = (event.getY() - top) / scale;
      moveRing();
    }
    if (presses && event.getButton() == MouseButton.PRIMARY) {
      requestFocus();
      model.press(brushX, brushY);
    } else if (drags && event.isPrimaryButtonDown()) {
      model.drag(brushX, brushY);
    }
  }

  private void onScroll(ScrollEvent event) {
    if (event.isControlDown() && event.getDeltaY() != 0) {
      if (event.getDeltaY() > 0) {
        model.grow();
      } else {
        model.shrink();
      }
      event.consume();
    }
  }

  /** Moves the brush by pixels of the picture; a lowered one paints. */
  void moveBrush(double dx, double dy) {
    brushX = Math.max(0, Math.min(model.mask().width(), brushX + dx));
    brushY = Math.max(0, Math.min(model.mask().height(), brushY + dy));
    model.drag(brushX, brushY);
    moveRing();
  }

  void lowerBrush() {
    if (!model.strokingProperty().get()) {
      model.press(brushX, brushY);
    }
  }

  private void moveRing() {
    boolean seen = isHover() || isFocused();
    setCursor(seen ? Cursor.NONE : Cursor.DEFAULT);
    for (Circle circle : new Circle[] {ringShadow, ring}) {
      circle.setVisible(seen);
      circle.setCenterX(left + brushX * scale);
      circle.setCenterY(top + brushY * scale);
      circle.setRadius(Math.max(2, model.brushProperty().get() * scale / 2));
    }
    ringShadow.setRadius(ring.getRadius() + 1);
  }

  @Override
  protected void layoutChildren() {
    double wide = model.mask().width();
    double high = model.mask().height();
    scale = Math.min((getWidth() - 2 * MARGIN) / wide, (getHeight() - 2 * MARGIN) / high);
    scale = Math.max(1e-6, Math.min(LARGEST_ZOOM, scale));
    left = Math.round((getWidth() - wide * scale) / 2);
    top = Math.round((getHeight() - high * scale) / 2);
    for (ImageView view : new ImageView[] {picture, shape}) {
      view.setFitWidth(wide * scale);
      view.setFitHeight(high * scale);
    }
    picture.relocate(left, top);
    colour.resizeRelocate(left, top, wide * scale, high * scale);
    layoutShade();
    setClip(new Rectangle(getWidth(), getHeight()));
    moveRing();
  }

  /** Covers what the drawn size cuts off. */
  private void layoutShade() {
    Area kept = model.kept();
    Shape next =
        Shape.subtract(
            new Rectangle(left, top, model.mask().width() * scale, model.mask().height() * scale),
            new Rectangle(
                left + kept.x() * scale,
                top + kept.y() * scale,
                kept.width() * scale,
                kept.height() * scale));
    next.getStyleClass().add("mask-shade");
    next.setMouseTransparent(true);
    next.setManaged(false);
    getChildren().set(getChildren().indexOf(shade), next);
    shade = next;
  }

  @Override
  protected double computePrefWidth(double height) {
    return 640;
  }

  @Override
  protected double computePrefHeight(double width) {
    return 480;
  }

  @Override
  protected double computeMinWidth(double height) {
    return 160;
  }

  @Override
  protected double computeMinHeight(double width) {
    return 120;
  }

  /** Lets go of its thread. */
  void close() {
    tint.close();
  }
}
