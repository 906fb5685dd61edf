// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.ask;

import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A number: a slider for the usual, a field for all there is, and below what is wrong with it. */
final class NumberRow extends VBox {
  private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

  /**
   * What a slider reaches.
   *
   * @param step that its keys and its snapping make
   */
  record Reach(double min, double max, double step) {}

  private final Field<? extends Number> field;
  private final Reach reach;
  private final Slider slider;
  private final TextField typed = new TextField();
  private final ObservableValue<Double> usual;
  private boolean moving;

  /**
   * @param usual what stands for nothing typed
   */
  NumberRow(
      String id,
      String name,
      String help,
      Field<? extends Number> field,
      Reach reach,
      ObservableValue<Double> usual) {
    this.field = field;
    this.reach = reach;
    this.usual = usual;
    slider = new Slider(reach.min(), reach.max(), reach.min());
    getStyleClass().add("ask-row");
    Label label = label(name, help, typed);
    slider.setId(id + "-slider");
    slider.setAccessibleText(name);
    slider.setBlockIncrement(reach.step());
    slider.setFocusTraversable(false);
    HBox.setHgrow(slider, Priority.ALWAYS);
    setUp(typed, field, id, name);
    typed.promptTextProperty().bind(usual.map(Numbers::text));
    typed.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    HBox row = new HBox(8, label, slider, typed);
    row.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(row, problem(field, id));
    field.textProperty().addListener((p, before, now) -> follow());
    usual.addListener((p, before, now) -> follow());
    slider.valueProperty().addListener((p, before, now) -> move(now.doubleValue()));
    follow();
  }

  static Label label(String name, String help, TextField field) {
    Label label = new Label(name);
    label.setLabelFor(field);
    label.getStyleClass().add("ask-label");
    if (!help.isEmpty()) {
      label.setTooltip(new Tooltip(help));
    }
    return label;
  }

  /** Binds a text field to what is typed in it, and marks it when that makes no sense. */
  static void setUp(TextField typed, Field<?> field, String id, String name) {
    typed.setId(id);
    typed.setAccessibleText(name);
    typed.getStyleClass().add("ask-number");
    typed.textProperty().bindBidirectional(field.textProperty());
    field
        .problemProperty()
        .addListener((p, before, now) -> typed.pseudoClassStateChanged(DANGER, field.isWrong()));
    typed.pseudoClassStateChanged(DANGER, field.isWrong());
  }

  /** There only while something is wrong. */
  static Label problem(Field<?> field, String id) {
    Label problem = new Label();
    problem.setId(id + "-problem");
    problem.setWrapText(true);
    problem.setMinHeight(USE_PREF_SIZE);
    problem.getStyleClass().add("ask-problem");
    problem.textProperty().bind(field.problemProperty());
    problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    return problem;
  }

  private void onKey(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    int steps = event.getCode() == KeyCode.UP ? 1 : event.getCode() == KeyCode.DOWN ? -1 : 0;
    if (steps != 0) {
      put(Math.max(reach.min(), now() + steps * reach.step()));
      event.consume();
    }
  }

  private double now() {
    return field.value().map(Number::doubleValue).orElse(usual.getValue());
  }

  private void follow() {
    if (!field.isWrong()) {
      moving = true;
      slider.setValue(now());
      moving = false;
    }
  }

  private void move(double to) {
    if (!moving) {
      put(to);
    }
  }

  private void put(double value) {
    double snapped = Math.round(value / reach.step()) * reach.step();
    field.textProperty().set(Numbers.text(Math.round(snapped * 1000) / 1000.0));
  }
}
