// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.prompt;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.IndexRange;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.StyleClassedTextArea;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.fxmisc.richtext.util.UndoUtils;
import org.fxmisc.wellbehaved.event.EventPattern;
import org.fxmisc.wellbehaved.event.InputMap;
import org.fxmisc.wellbehaved.event.Nodes;
import studio.bonsai.engine.PromptStretch;

/** Where a prompt is written: its weights are coloured as they are typed. */
final class PromptArea extends StackPane {
  private static final PseudoClass TYPING = PseudoClass.getPseudoClass("typing");

  private final StyleClassedTextArea area = new StyleClassedTextArea();

  /**
   * @param id of the area that has the focus
   * @param history told -1 for an older prompt, 1 for a newer one
   */
  PromptArea(String id, StringProperty text, String hint, String name, Consumer<Integer> history) {
    getStyleClass().add("prompt-area");
    area.setId(id);
    area.setWrapText(true);
    area.setAccessibleRole(AccessibleRole.TEXT_AREA);
    area.setAccessibleText(name);
    Label placeholder = new Label(hint);
    placeholder.getStyleClass().add("prompt-hint");
    placeholder.setMouseTransparent(true);
    area.setPlaceholder(placeholder, Pos.TOP_LEFT);
    area.setUndoManager(UndoUtils.plainTextUndoManager(area));
    area.replaceText(text.get());
    colour();
    area.getUndoManager().forgetHistory();
    area.plainTextChanges()
        .subscribe(
            change -> {
              text.set(area.getText());
              colour();
            });
    text.addListener(
        (p, before, now) -> {
          if (!now.equals(area.getText())) {
            area.replaceText(now);
          }
        });
    Nodes.addInputMap(
        area,
        InputMap.sequence(
            InputMap.ignore(EventPattern.keyPressed(KeyCode.TAB)),
            InputMap.ignore(EventPattern.keyPressed(KeyCode.TAB, KeyCombination.SHIFT_DOWN)),
            onKey(KeyCode.UP, KeyCombination.SHORTCUT_DOWN, () -> weigh(WeightEdit.STEP)),
            onKey(KeyCode.DOWN, KeyCombination.SHORTCUT_DOWN, () -> weigh(-WeightEdit.STEP)),
            onKey(KeyCode.UP, KeyCombination.ALT_DOWN, () -> history.accept(-1)),
            onKey(KeyCode.DOWN, KeyCombination.ALT_DOWN, () -> history.accept(1))));
    getChildren().add(new VirtualizedScrollPane<>(area));
    area.focusedProperty().addListener((p, before, now) -> pseudoClassStateChanged(TYPING, now));
  }

  private static InputMap<KeyEvent> onKey(
      KeyCode key, KeyCombination.Modifier modifier, Runnable action) {
    return InputMap.consume(EventPattern.keyPressed(key, modifier), event -> action.run());
  }

  private void weigh(double by) {
    IndexRange selection = area.getSelection();
    WeightEdit before = new WeightEdit(area.getText(), selection.getStart(), selection.getEnd());
    WeightEdit after = before.changed(by);
    if (!after.text().equals(before.text())) {
      // Each press is undone by itself.
      area.getUndoManager().preventMerge();
      area.replaceText(after.text());
      area.getUndoManager().preventMerge();
      area.selectRange(after.begin(), after.end());
    }
  }

  private void colour() {
    if (!area.getText().isEmpty()) {
      area.setStyleSpans(0, spans(area.getText()));
    }
  }

  /** What is between the words is bracket, weight or BREAK. */
  static StyleSpans<Collection<String>> spans(String text) {
    StyleSpansBuilder<Collection<String>> spans = new StyleSpansBuilder<>();
    int done = 0;
    for (PromptStretch stretch : stretches(text)) {
      spans.add(List.of("prompt-sign"), stretch.begin() - done);
      spans.add(List.of(style(stretch.weight())), stretch.end() - stretch.begin());
      done = stretch.end();
    }
    spans.add(List.of("prompt-sign"), text.length() - done);
    return spans.create();
  }

  /** What cannot be read stays uncoloured: the count beside it says why. */
  private static List<PromptStretch> stretches(String text) {
    try {
      return PromptStretch.of(text);
    } catch (IllegalArgumentException e) {
      return List.of(new PromptStretch(0, text.length(), 1));
    }
  }

  private static String style(double weight) {
    if (weight > 1) {
      return weight >= 1.3 ? "prompt-much" : "prompt-more";
    }
    return weight < 1 ? "prompt-less" : "prompt-word";
  }
}
