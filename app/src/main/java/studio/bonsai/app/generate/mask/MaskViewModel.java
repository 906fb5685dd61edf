// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.mask;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import studio.bonsai.engine.GreyPixels;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.InpaintMask;
import studio.bonsai.engine.MaskFiles;
import studio.bonsai.engine.SourceImage;

/** A mask while it is painted. Places and sizes are in pixels of the picture. */
public final class MaskViewModel {
  static final int LARGEST_FEATHER = 512;
  static final int SMALLEST_BRUSH = 1;
  private static final double BRUSH_STEP = 1.2;
  private static final long HISTORY_BYTES = 64 << 20;

  private final MaskBytes mask;
  private final MaskHistory history;
  private final Optional<ImageSize> drawn;
  private final IntegerProperty brush = new SimpleIntegerProperty();
  private final BooleanProperty erasing = new SimpleBooleanProperty();
  private final IntegerProperty feather = new SimpleIntegerProperty();
  private final ReadOnlyBooleanWrapper blank = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper undoable = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper redoable = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper stroking = new ReadOnlyBooleanWrapper();
  private final List<Consumer<Area>> listeners = new ArrayList<>();
  private double lastX;
  private double lastY;

  /**
   * @param start the mask to go on with; empty for a blank one
   * @param drawn the size that is drawn, when it is known: the feather counts in its pixels
   */
  MaskViewModel(
      int width, int height, Optional<GreyPixels> start, Optional<ImageSize> drawn, int feather) {
    mask =
        start
            .map(m -> MaskBytes.filling(m, width, height))
            .orElseGet(() -> new MaskBytes(width, height));
    history = new MaskHistory(mask, HISTORY_BYTES);
    this.drawn = drawn;
    this.feather.set(feather);
    brush.set(Math.max(SMALLEST_BRUSH, Math.min(width, height) / 8));
    changed(Area.NONE);
  }

  /** Told of every area that has changed. */
  void listen(Consumer<Area> listener) {
    listeners.add(listener);
  }

  MaskBytes mask() {
    return mask;
  }

  /** The brush's diameter. */
  IntegerProperty brushProperty() {
    return brush;
  }

  int largestBrush() {
    return Math.max(SMALLEST_BRUSH + 1, Math.min(mask.width(), mask.height()));
  }

  BooleanProperty erasingProperty() {
    return erasing;
  }

  /** As {@link InpaintMask#feather()}: in pixels of the size that is drawn. */
  IntegerProperty featherProperty() {
    return feather;
  }

  /** Whether nothing is painted. */
  ReadOnlyBooleanProperty blankProperty() {
    return blank.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty undoableProperty() {
    return undoable.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty redoableProperty() {
    return redoable.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty strokingProperty() {
    return stroking.getReadOnlyProperty();
  }

  /** The part of the picture that is drawn: one of another shape is cut on both sides alike. */
  Area kept() {
    double scale = scale();
    int width = drawn.map(s -> (int) Math.round(s.width() * scale)).orElse(mask.width());
    int height = drawn.map(s -> (int) Math.round(s.height() * scale)).orElse(mask.height());
    return new Area((mask.width() - width) / 2, (mask.height() - height) / 2, width, height)
        .within(mask.width(), mask.height());
  }

  /** Pixels of the picture to one that is drawn. */
  private double scale() {
    return drawn
        .map(s -> Math.min((double) mask.width() / s.width(), (double) mask.height() / s.height()))
        .orElse(1.0);
  }

  /** The feather in pixels of the picture. */
  double featherInPicture() {
    return feather.get() * scale();
  }

  /** Begins a stroke. */
  void press(double x, double y) {
    release();
    stroking.set(true);
    lastX = x;
    lastY = y;
    drag(x, y);
  }

  /** Goes on with a stroke, straight from where it was: fast movements leave no gaps. */
  void drag(double x, double y) {
    if (!stroking.get()) {
      return;
    }
    double radius = brush.get() / 2.0;
    Area area = mask.reach(lastX, lastY, x, y, radius);
    history.keep(area);
    mask.line(lastX, lastY, x, y, radius, erasing.get());
    lastX = x;
    lastY = y;
    changed(area);
  }

  /** Ends a stroke: it is undone as a whole. */
  void release() {
    if (stroking.get()) {
      stroking.set(false);
      history.close();
      changed(Area.NONE);
    }
  }

  void grow() {
    brush.set(Math.min(largestBrush(), Math.max(brush.get() + 1, step(BRUSH_STEP))));
  }

  void shrink() {
    brush.set(Math.max(SMALLEST_BRUSH, Math.min(brush.get() - 1, step(1 / BRUSH_STEP))));
  }

  private int step(double factor) {
    return (int) Math.round(brush.get() * factor);
  }

  void undo() {
    release();
    changed(history.undo());
  }

  void redo() {
    release();
    changed(history.redo());
  }

  void invert() {
    release();
    mask.invert();
    history.closeInversion();
    changed(mask.whole());
  }

  void clear() {
    release();
    if (mask.isBlank()) {
      return;
    }
    history.keep(mask.whole());
    mask.fill(0);
    history.close();
    changed(mask.whole());
  }

  private void changed(Area area) {
    blank.set(mask.isBlank());
    undoable.set(history.canUndo());
    redoable.set(history.canRedo());
    if (!area.isEmpty()) {
      listeners.forEach(listener -> listener.accept(area));
    }
  }

  /**
   * The mask as it is now, to be written by the supplier on a thread that may wait for the disk.
   *
   * @param folder that it goes into, as a file of its own
   */
  Supplier<InpaintMask> writer(Path folder) {
    GreyPixels copy = mask.copy();
    int width = feather.get();
    return () -> new InpaintMask(SourceImage.of(MaskFiles.add(folder, copy)), width);
  }
}
