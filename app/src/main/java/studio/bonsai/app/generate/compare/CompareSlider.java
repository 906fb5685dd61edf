// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.compare;

import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;
import studio.bonsai.app.text.Texts;

/** One picture over another, cut where the handle is: dragged, clicked to or moved by keys. */
final class CompareSlider extends Region {
  private static final double HANDLE = 36;

  private final CompareViewModel model;
  private final ImageView first = new ImageView();
  private final ImageView second = new ImageView();
  private final Rectangle firstCut = new Rectangle();
  private final Rectangle secondCut = new Rectangle();
  private final Region line = new Region();
  private final StackPane handle = new StackPane();
  private double left;
  private double width;

  CompareSlider(CompareViewModel model, Texts texts) {
    this.model = model;
    setId("compare-slider");
    getStyleClass().add("compare-slider");
    setFocusTraversable(true);
    setAccessibleText(texts.get("slider"));
    setCursor(Cursor.H_RESIZE);
    line.getStyleClass().add("compare-line");
    handle.getStyleClass().add("compare-handle");
    handle.setAlignment(Pos.CENTER);
    handle.setId("compare-handle");
    handle.getChildren().add(new FontIcon(MaterialDesignU.UNFOLD_MORE_VERTICAL));
    first.setClip(firstCut);
    second.setClip(secondCut);
    getChildren().addAll(second, first, line, handle);
    getChildren().forEach(node -> node.setMouseTransparent(true));
    first.imageProperty().bind(model.pairProperty().map(pair -> pair.first().orElse(null)));
    second.imageProperty().bind(model.pairProperty().map(pair -> pair.second().orElse(null)));
    model.pairProperty().addListener((p, before, now) -> requestLayout());
    model.dividerProperty().addListener((p, before, now) -> requestLayout());
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::onMouse);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::onMouse);
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
  }

  private void onMouse(MouseEvent event) {
    requestFocus();
    model.slide((event.getX() - left) / Math.max(1, width));
    event.consume();
  }

  private void onKey(KeyEvent event) {
    switch (event.getCode()) {
      case LEFT -> model.move(false, event.isShiftDown());
      case RIGHT -> model.move(true, event.isShiftDown());
      case HOME -> model.slide(0);
      case END -> model.slide(1);
      default -> {
        return;
      }
    }
    event.consume();
  }

  /** Each picture as large as there is room: pictures of another shape keep theirs. */
  @Override
  protected void layoutChildren() {
    double reach = Math.max(fit(first), fit(second));
    boolean shown = reach > 0;
    width = shown ? reach : getWidth();
    left = (getWidth() - width) / 2;
    double at = left + width * model.dividerProperty().get();
    cut(first, firstCut, 0, at);
    cut(second, secondCut, at, getWidth());
    line.setVisible(shown);
    handle.setVisible(shown);
    place(line, at, 2, getHeight());
    place(handle, at, HANDLE, HANDLE);
  }

  /** The width that it gets. */
  private double fit(ImageView view) {
    Image image = view.getImage();
    if (image == null) {
      return 0;
    }
    double scale = Math.min(getWidth() / image.getWidth(), getHeight() / image.getHeight());
    view.setFitWidth(Math.max(1, image.getWidth() * scale));
    view.setFitHeight(Math.max(1, image.getHeight() * scale));
    layoutInArea(view, 0, 0, getWidth(), getHeight(), 0, HPos.CENTER, VPos.CENTER);
    return view.getFitWidth();
  }

  private static void cut(ImageView view, Rectangle clip, double from, double to) {
    clip.setX(from - view.getLayoutX());
    clip.setWidth(Math.max(0, to - from));
    clip.setHeight(Math.max(1, view.getFitHeight()));
  }

  private void place(Node node, double x, double wide, double high) {
    node.resizeRelocate(x - wide / 2, (getHeight() - high) / 2, wide, high);
  }

  @Override
  protected double computePrefWidth(double height) {
    return 640;
  }

  @Override
  protected double computePrefHeight(double width) {
    return 480;
  }
}
