// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.mask;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** The painter's keys. */
final class MaskKeys {
  private static final KeyCombination UNDO =
      new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN);
  private static final KeyCombination REDO =
      new KeyCodeCombination(KeyCode.Y, KeyCombination.SHORTCUT_DOWN);
  private static final KeyCombination REDO_TOO =
      new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);

  private final MaskPainter painter;
  private final MaskViewModel model;

  MaskKeys(MaskPainter painter, MaskViewModel model) {
    this.painter = painter;
    this.model = model;
  }

  void onKey(KeyEvent event) {
    boolean known = false;
    if (event.getEventType() == KeyEvent.KEY_TYPED) {
      known = onCharacter(event.getCharacter());
    } else if (event.getEventType() == KeyEvent.KEY_PRESSED) {
      known = onCombination(event) || onMovement(event);
    } else if (event.getCode() == KeyCode.SPACE) {
      model.release();
      known = true;
    }
    if (known) {
      event.consume();
    }
  }

  /** By what is typed, not by key: brackets lie elsewhere on every keyboard. */
  private boolean onCharacter(String typed) {
    switch (typed) {
      case "[", "-" -> model.shrink();
      case "]", "+" -> model.grow();
      case "b" -> model.erasingProperty().set(false);
      case "e" -> model.erasingProperty().set(true);
      case "i" -> model.invert();
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean onCombination(KeyEvent event) {
    if (UNDO.match(event)) {
      model.undo();
    } else if (REDO.match(event) || REDO_TOO.match(event)) {
      model.redo();
    } else {
      return false;
    }
    return true;
  }

  private boolean onMovement(KeyEvent event) {
    double step = event.isShiftDown() ? 1 : Math.max(1, model.brushProperty().get() / 4.0);
    switch (event.getCode()) {
      case LEFT -> painter.moveBrush(-step, 0);
      case RIGHT -> painter.moveBrush(step, 0);
      case UP -> painter.moveBrush(0, -step);
      case DOWN -> painter.moveBrush(0, step);
      case SPACE -> painter.lowerBrush();
      case DELETE -> model.clear();
      default -> {
        return false;
      }
    }
    return true;
  }
}
