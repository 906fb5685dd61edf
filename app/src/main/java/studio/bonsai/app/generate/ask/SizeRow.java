// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.ask;

import atlantafx.base.theme.Styles;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.ImageSize;

/** Width and height, those that suit the model at hand. */
final class SizeRow extends VBox {
  private static final double ICON = 14;
  private static final int STEP = 8;

  private final SizeViewModel model;
  private final Texts texts;

  /**
   * @param own changes when the model's own size does
   */
  SizeRow(SizeViewModel model, Texts texts, ObservableValue<?> own) {
    this.model = model;
    this.texts = texts;
    getStyleClass().add("ask-row");
    TextField width = side("width", model.width());
    TextField height = side("height", model.height());
    own.addListener((p, before, now) -> hint(width, height));
    hint(width, height);
    Label times = new Label("×");
    times.getStyleClass().add("ask-muted");
    HBox row =
        new HBox(
            8,
            NumberRow.label(texts.get("size"), texts.get("size.help"), width),
            width,
            times,
            height,
            swap(),
            presets());
    row.setAlignment(Pos.CENTER_LEFT);
    getChildren()
        .addAll(
            row,
            NumberRow.problem(model.width(), "width"),
            NumberRow.problem(model.height(), "height"));
  }

  private void hint(TextField width, TextField height) {
    width.setPromptText(model.own().map(s -> Integer.toString(s.width())).orElse(""));
    height.setPromptText(model.own().map(s -> Integer.toString(s.height())).orElse(""));
  }

  private TextField side(String key, Field<Integer> field) {
    TextField typed = new TextField();
    NumberRow.setUp(typed, field, key, texts.get(key));
    HBox.setHgrow(typed, Priority.ALWAYS);
    typed.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          int steps = event.getCode() == KeyCode.UP ? 1 : event.getCode() == KeyCode.DOWN ? -1 : 0;
          if (steps != 0 && !event.isShortcutDown()) {
            String now = typed.getText().isBlank() ? typed.getPromptText() : typed.getText();
            step(field, now, steps);
            event.consume();
          }
        });
    return typed;
  }

  private static void step(Field<Integer> field, String now, int steps) {
    if (now.matches("\\d{1,4}")) {
      field.set(Math.max(STEP, (Integer.parseInt(now) / STEP + steps) * STEP));
    }
  }

  private Button swap() {
    Button swap = new Button(null, new FontIcon(MaterialDesignS.SWAP_HORIZONTAL));
    swap.setId("size-swap");
    swap.setAccessibleText(texts.get("size.swap"));
    swap.setTooltip(new Tooltip(texts.get("size.swap")));
    swap.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
    swap.setOnAction(event -> model.swap());
    return swap;
  }

  private MenuButton presets() {
    MenuButton presets = new MenuButton(null, new FontIcon(MaterialDesignA.ASPECT_RATIO));
    presets.setId("size-presets");
    presets.setAccessibleText(texts.get("size.presets"));
    presets.setTooltip(new Tooltip(texts.get("size.presets")));
    presets.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
    presets.setOnShowing(event -> fill(presets));
    fill(presets);
    return presets;
  }

  private void fill(MenuButton presets) {
    presets.getItems().clear();
    for (ImageSize size : model.offered()) {
      boolean own = model.own().filter(size::equals).isPresent();
      String name = size.width() + " × " + size.height();
      MenuItem item = new MenuItem(own ? texts.get("size.own", name) : name, shape(size));
      item.setOnAction(
          event -> {
            if (own) {
              model.clear();
            } else {
              model.use(size);
            }
          });
      presets.getItems().add(item);
    }
  }

  private static Rectangle shape(ImageSize size) {
    double scale = ICON / Math.max(size.width(), size.height());
    Rectangle shape = new Rectangle(size.width() * scale, size.height() * scale);
    shape.getStyleClass().add("size-shape");
    return shape;
  }
}
