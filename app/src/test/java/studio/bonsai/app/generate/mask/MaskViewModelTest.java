// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.GreyPixels;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.InpaintMask;
import studio.bonsai.engine.MaskFiles;

class MaskViewModelTest {
  @TempDir Path folder;

  private static MaskViewModel blank(int width, int height) {
    MaskViewModel model = new MaskViewModel(width, height, Optional.empty(), Optional.empty(), 8);
    model.brushProperty().set(10);
    return model;
  }

  private static void stroke(MaskViewModel model, double x0, double y0, double x1, double y1) {
    model.press(x0, y0);
    model.drag(x1, y1);
    model.release();
  }

  private static int level(MaskViewModel model, int x, int y) {
    return model.mask().level(x, y);
  }

  @Test
  void aStrokeIsAsWideAsTheBrush() {
    MaskViewModel model = blank(100, 50);
    stroke(model, 20, 25, 80, 25);
    assertEquals(255, level(model, 50, 21));
    assertEquals(255, level(model, 50, 29));
    assertEquals(0, level(model, 50, 18));
    assertEquals(0, level(model, 50, 31));
    assertEquals(0, level(model, 12, 25));
    assertFalse(model.blankProperty().get());
  }

  @Test
  void aFastMovementLeavesNoGap() {
    MaskViewModel model = blank(400, 400);
    stroke(model, 10, 10, 390, 390);
    for (int i = 10; i < 390; i++) {
      assertEquals(255, level(model, i, i));
    }
  }

  @Test
  void theSmallestBrushPaintsAPixel() {
    MaskViewModel model = blank(9, 9);
    model.brushProperty().set(1);
    stroke(model, 4.5, 4.5, 4.5, 4.5);
    assertEquals(255, level(model, 4, 4));
    assertEquals(0, level(model, 5, 4));
  }

  @Test
  void theEraserTakesAway() {
    MaskViewModel model = blank(60, 60);
    stroke(model, 30, 30, 30, 30);
    model.erasingProperty().set(true);
    model.brushProperty().set(60);
    stroke(model, 30, 30, 30, 30);
    assertTrue(model.blankProperty().get());
  }

  @Test
  void outsideThePictureNothingIsPainted() {
    MaskViewModel model = blank(20, 20);
    stroke(model, -500, -500, -400, 900);
    assertTrue(model.blankProperty().get());
    stroke(model, -100, 10, 120, 10);
    assertEquals(255, level(model, 0, 10));
    assertEquals(255, level(model, 19, 10));
  }

  @Test
  void invertingTwiceIsNothing() {
    MaskViewModel model = blank(30, 30);
    stroke(model, 5, 5, 25, 5);
    GreyPixels before = model.mask().copy();
    model.invert();
    assertEquals(0, level(model, 15, 5));
    assertEquals(255, level(model, 15, 25));
    model.invert();
    assertEquals(before, model.mask().copy());
  }

  @Test
  void everyChangeIsUndoneAndRedone() {
    MaskViewModel model = blank(700, 600);
    List<GreyPixels> states = new ArrayList<>(List.of(model.mask().copy()));
    List<Runnable> changes =
        List.of(
            () -> stroke(model, 10, 10, 690, 590),
            model::invert,
            () -> {
              model.erasingProperty().set(true);
              stroke(model, 300, 10, 300, 590);
            },
            model::clear,
            model::invert);
    for (Runnable change : changes) {
      change.run();
      states.add(model.mask().copy());
    }
    for (int i = states.size() - 2; i >= 0; i--) {
      model.undo();
      assertEquals(states.get(i), model.mask().copy(), "back to " + i);
    }
    assertFalse(model.undoableProperty().get());
    assertTrue(model.blankProperty().get());
    for (int i = 1; i < states.size(); i++) {
      model.redo();
      assertEquals(states.get(i), model.mask().copy(), "on to " + i);
    }
    assertFalse(model.redoableProperty().get());
    assertFalse(model.blankProperty().get());
  }

  @Test
  void aNewChangeForgetsWhatWasUndone() {
    MaskViewModel model = blank(40, 40);
    stroke(model, 5, 5, 5, 5);
    model.undo();
    assertTrue(model.redoableProperty().get());
    stroke(model, 30, 30, 30, 30);
    assertFalse(model.redoableProperty().get());
  }

  @Test
  void theHistoryTakesNoMoreMemoryThanItMay() {
    MaskBytes mask = new MaskBytes(512, 512);
    MaskHistory history = new MaskHistory(mask, 4000);
    for (int i = 0; i < 200; i++) {
      history.keep(mask.whole());
      mask.line(i * 2, 0, i * 2, 500, 3, false);
      history.close();
    }
    int steps = 0;
    while (history.canUndo()) {
      history.undo();
      steps++;
    }
    assertTrue(steps > 0 && steps < 50, steps + " steps were kept");
  }

  @Test
  void clearingABlankMaskIsNoChange() {
    MaskViewModel model = blank(40, 40);
    model.clear();
    assertFalse(model.undoableProperty().get());
  }

  @Test
  void onlyWhatHasChangedIsTold() {
    MaskViewModel model = blank(400, 400);
    List<Area> told = new ArrayList<>();
    model.listen(told::add);
    model.press(100, 200);
    assertEquals(List.of(new Area(95, 195, 11, 11)), told);
    model.release();
    assertEquals(1, told.size());
  }

  @Test
  void aMaskIsWrittenAndOpenedAgainToTheByte() {
    MaskViewModel model = blank(123, 77);
    stroke(model, 10, 10, 110, 60);
    model.featherProperty().set(24);
    InpaintMask mask = model.writer(folder).get();
    assertEquals(24, mask.feather());
    assertTrue(mask.image().isUnchanged());
    MaskViewModel again =
        new MaskViewModel(
            123, 77, Optional.of(MaskFiles.read(mask.image().file())), Optional.empty(), 24);
    assertEquals(model.mask().copy(), again.mask().copy());
    assertFalse(again.undoableProperty().get());
  }

  @Test
  void whatIsPaintedAfterwardsIsNotWritten() {
    MaskViewModel model = blank(50, 50);
    stroke(model, 5, 5, 5, 5);
    var writer = model.writer(folder);
    GreyPixels then = model.mask().copy();
    model.invert();
    assertEquals(then, MaskFiles.read(writer.get().image().file()));
    assertNotEquals(then, model.mask().copy());
  }

  @Test
  void aMaskOfAnotherSizeFillsThePicture() {
    byte[] half = {(byte) 255, 0, (byte) 255, 0};
    MaskViewModel model =
        new MaskViewModel(40, 20, Optional.of(new GreyPixels(2, 2, half)), Optional.empty(), 0);
    assertEquals(255, level(model, 19, 10));
    assertEquals(0, level(model, 20, 10));
  }

  @Test
  void theFeatherCountsInPixelsThatAreDrawn() {
    MaskViewModel model =
        new MaskViewModel(4000, 3000, Optional.empty(), Optional.of(new ImageSize(512, 512)), 16);
    assertEquals(16 * 3000 / 512.0, model.featherInPicture(), 1e-9);
    assertEquals(new Area(500, 0, 3000, 3000), model.kept());
  }

  @Test
  void theBrushGrowsAndShrinksWithinItsBounds() {
    MaskViewModel model = blank(100, 60);
    for (int i = 0; i < 50; i++) {
      model.grow();
    }
    assertEquals(60, model.brushProperty().get());
    for (int i = 0; i < 50; i++) {
      model.shrink();
    }
    assertEquals(1, model.brushProperty().get());
  }
}
