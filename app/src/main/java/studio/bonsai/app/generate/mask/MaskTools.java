// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.mask;

import atlantafx.base.theme.Styles;
import javafx.beans.property.IntegerProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;
import studio.bonsai.app.text.Texts;

/** Brush and eraser, their size, the feather, and the way back. */
final class MaskTools extends HBox {
  private final Texts texts;

  MaskTools(MaskViewModel model, Texts texts) {
    this.texts = texts;
    getStyleClass().add("mask-tools");
    setAlignment(Pos.CENTER_LEFT);
    ToggleButton brush = tool("brush", MaterialDesignB.BRUSH, Styles.LEFT_PILL);
    ToggleButton eraser = tool("eraser", MaterialDesignE.ERASER, Styles.RIGHT_PILL);
    ToggleGroup tools = new ToggleGroup();
    tools.getToggles().setAll(brush, eraser);
    // A click on the chosen one must not choose none.
    brush.setOnAction(event -> choose(tools, brush, model, false));
    eraser.setOnAction(event -> choose(tools, eraser, model, true));
    tools.selectToggle(model.erasingProperty().get() ? eraser : brush);
    model
        .erasingProperty()
        .addListener((p, before, now) -> tools.selectToggle(now ? eraser : brush));
    Region spring = new Region();
    setHgrow(spring, Priority.ALWAYS);
    getChildren()
        .addAll(
            new HBox(brush, eraser),
            slider(
                "size", model.brushProperty(), MaskViewModel.SMALLEST_BRUSH, model.largestBrush()),
            new Separator(Orientation.VERTICAL),
            slider("feather", model.featherProperty(), 0, MaskViewModel.LARGEST_FEATHER),
            spring,
            action("undo", MaterialDesignU.UNDO, model.undoableProperty().not(), model::undo),
            action("redo", MaterialDesignR.REDO, model.redoableProperty().not(), model::redo),
            action(
                "invert", MaterialDesignI.INVERT_COLORS, model.strokingProperty(), model::invert),
            action(
                "clear", MaterialDesignT.TRASH_CAN_OUTLINE, model.blankProperty(), model::clear));
  }

  private static void choose(
      ToggleGroup tools, ToggleButton tool, MaskViewModel model, boolean erasing) {
    model.erasingProperty().set(erasing);
    tools.selectToggle(tool);
  }

  private ToggleButton tool(String name, Ikon icon, String pill) {
    ToggleButton button = new ToggleButton("", new FontIcon(icon));
    button.setId("mask-" + name);
    button.getStyleClass().addAll(Styles.BUTTON_ICON, pill);
    name(button, name);
    return button;
  }

  private Button action(String name, Ikon icon, ObservableBooleanValue disabled, Runnable action) {
    Button button = new Button("", new FontIcon(icon));
    button.setId("mask-" + name);
    button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
    button.disableProperty().bind(disabled);
    button.setOnAction(event -> action.run());
    name(button, name);
    return button;
  }

  private void name(ButtonBase button, String name) {
    button.setAccessibleText(texts.get(name));
    button.setTooltip(new Tooltip(texts.get(name + ".tip")));
  }

  /** Finer among small values: the square root of the share is what the slider shows. */
  private HBox slider(String name, IntegerProperty value, int least, int most) {
    Label title = new Label(texts.get(name));
    title.setMinWidth(USE_PREF_SIZE);
    Slider slider = new Slider(0, 1, place(value.get(), least, most));
    slider.setId("mask-" + name);
    slider.setPrefWidth(130);
    slider.setBlockIncrement(0.02);
    slider.setAccessibleText(texts.get(name));
    slider.setTooltip(new Tooltip(texts.get(name + ".tip")));
    slider
        .valueProperty()
        .addListener(
            (p, before, now) -> {
              double share = now.doubleValue() * now.doubleValue();
              value.set((int) Math.round(least + share * (most - least)));
            });
    value.addListener(
        (p, before, now) -> {
          double share = slider.getValue() * slider.getValue();
          if (Math.round(least + share * (most - least)) != now.intValue()) {
            slider.setValue(place(now.intValue(), least, most));
          }
        });
    Label number = new Label();
    number.getStyleClass().add("mask-number");
    number.textProperty().bind(value.map(v -> texts.get("pixels", v)));
    number.setMinWidth(56);
    HBox box = new HBox(title, slider, number);
    box.getStyleClass().add("mask-slider");
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private static double place(int value, int least, int most) {
    return Math.sqrt(Math.max(0, Math.min(1, (double) (value - least) / (most - least))));
  }
}
