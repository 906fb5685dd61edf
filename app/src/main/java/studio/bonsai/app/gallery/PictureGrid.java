// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TransferMode;
import org.controlsfx.control.GridView;
import studio.bonsai.app.gallery.index.Picture;
import studio.bonsai.app.gallery.thumbs.Thumbnails;

/** All pictures in rows, as many in a row as fit. */
final class PictureGrid extends GridView<Picture> {
  private static final double SPACING = 3;

  /** What the grid's skin keeps free for the scroll bar. */
  private static final double BAR = 18;

  private final GalleryViewModel model;
  private final Thumbnails thumbnails;
  private final ObjectProperty<Double> tileSize;

  /**
   * @param tileSize the least width of a tile; they grow so as to fill the row
   */
  PictureGrid(GalleryViewModel model, Thumbnails thumbnails, ObjectProperty<Double> tileSize) {
    super(model.pictures());
    this.model = model;
    this.thumbnails = thumbnails;
    this.tileSize = tileSize;
    setId("gallery-grid");
    setFocusTraversable(true);
    setHorizontalCellSpacing(SPACING);
    setVerticalCellSpacing(SPACING);
    setCellFactory(grid -> cell());
    widthProperty().addListener(p -> fill());
    tileSize.addListener(p -> fill());
    model.selection().leadProperty().addListener(p -> showLead());
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
  }

  private void fill() {
    double width = getWidth() - BAR;
    if (width > 0) {
      double cell = Math.floor(width / columns()) - 2 * SPACING;
      setCellWidth(cell);
      setCellHeight(cell);
    }
  }

  /** How many stand in a row. */
  int columns() {
    return Math.max(1, (int) ((getWidth() - BAR) / (tileSize.get() + 2 * SPACING)));
  }

  private PictureCell cell() {
    PictureCell cell = new PictureCell(thumbnails, model.selection());
    cell.setOnMousePressed(event -> onPress(cell, event));
    cell.setOnMouseClicked(event -> onClick(cell, event));
    cell.setOnDragDetected(event -> onDrag(cell, event));
    return cell;
  }

  private void onPress(PictureCell cell, MouseEvent event) {
    requestFocus();
    if (cell.getItem() == null) {
      return;
    }
    boolean toggle = event.isShortcutDown();
    boolean extend = event.isShiftDown();
    // A press on a chosen one may begin a drag of all that are chosen.
    if (toggle || extend || !model.selection().contains(cell.getItem())) {
      model.selection().choose(cell.getIndex(), toggle, extend);
    }
  }

  private void onClick(PictureCell cell, MouseEvent event) {
    boolean plain =
        event.getButton() == MouseButton.PRIMARY
            && event.isStillSincePress()
            && !event.isShortcutDown()
            && !event.isShiftDown();
    if (plain && cell.getItem() != null) {
      model.selection().choose(cell.getIndex(), false, false);
      model.openedProperty().set(event.getClickCount() == 2);
    }
  }

  /** Drags the chosen files out: to albums, to the desktop, into other programs. */
  private void onDrag(PictureCell cell, MouseEvent event) {
    List<Picture> pictures = model.selection().pictures();
    if (cell.getItem() == null || pictures.isEmpty() || event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    Dragboard board = cell.startDragAndDrop(TransferMode.COPY);
    ClipboardContent content = new ClipboardContent();
    content.putFiles(pictures.stream().map(p -> p.file().toFile()).toList());
    board.setContent(content);
    thumbnails.ready(cell.getItem()).ifPresent(board::setDragView);
    event.consume();
  }

  private void onKey(KeyEvent event) {
    Selection selection = model.selection();
    boolean extend = event.isShiftDown();
    int page = Math.max(1, visibleRows() - 1) * columns();
    switch (event.getCode()) {
      case LEFT -> selection.move(-1, extend);
      case RIGHT -> selection.move(1, extend);
      case UP -> moveRow(-columns(), extend);
      case DOWN -> moveRow(columns(), extend);
      case PAGE_UP -> selection.move(-page, extend);
      case PAGE_DOWN -> selection.move(page, extend);
      case HOME -> selection.move(-model.pictures().size(), extend);
      case END -> selection.move(model.pictures().size(), extend);
      default -> {
        return;
      }
    }
    event.consume();
  }

  /** Above the first row and below the last one there is nowhere to go. */
  private void moveRow(int distance, boolean extend) {
    OptionalInt lead = model.selection().leadIndex();
    int to = lead.orElse(0) + distance;
    boolean lastRow =
        lead.orElse(0) / columns() == (model.pictures().size() - 1) / columns() && distance > 0;
    if (lead.isEmpty() || (to >= 0 && !lastRow)) {
      model.selection().move(distance, extend);
    }
  }

  private int visibleRows() {
    return (int) (getHeight() / (getCellHeight() + 2 * SPACING));
  }

  private void showLead() {
    model.selection().leadIndex().ifPresent(index -> flow(flow -> show(flow, index / columns())));
  }

  /** Scrolls no farther than needed. */
  private void show(VirtualFlow<?> flow, int row) {
    IndexedCell<?> first = flow.getFirstVisibleCell();
    IndexedCell<?> last = flow.getLastVisibleCell();
    if (first == null || last == null) {
      return;
    }
    double height = getCellHeight() + 2 * SPACING;
    if (row == first.getIndex() - 1) {
      flow.scrollPixels(-height);
    } else if (row == last.getIndex() + 1) {
      flow.scrollPixels(height);
    }
    flow.scrollTo(row);
  }

  private void flow(Consumer<VirtualFlow<?>> action) {
    Node found = lookup(".virtual-flow");
    if (found instanceof VirtualFlow<?> flow) {
      action.accept(flow);
    }
  }
}
