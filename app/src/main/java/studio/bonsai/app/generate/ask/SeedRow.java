// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.ask;

import atlantafx.base.theme.Styles;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import studio.bonsai.app.text.Texts;

/** The seed, its dice and its lock. */
final class SeedRow extends VBox {
  /** The next picture will have another one: paler, yet to be read. */
  private static final double UNLOCKED = 0.8;

  SeedRow(SeedViewModel model, Texts texts) {
    getStyleClass().add("ask-row");
    TextField typed = new TextField();
    NumberRow.setUp(typed, model.field(), "seed", texts.get("seed"));
    typed.setPromptText(texts.get("seed.hint"));
    typed.getStyleClass().add("seed-field");
    model.lockedProperty().addListener((p, before, now) -> typed.setOpacity(now ? 1 : UNLOCKED));
    typed.setOpacity(model.lockedProperty().get() ? 1 : UNLOCKED);
    HBox.setHgrow(typed, Priority.ALWAYS);
    Button dice = new Button(null, new FontIcon(MaterialDesignD.DICE_5_OUTLINE));
    dice.setId("seed-dice");
    dice.setAccessibleText(texts.get("seed.dice"));
    dice.setTooltip(new Tooltip(texts.get("seed.dice")));
    dice.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
    dice.setOnAction(event -> model.roll());
    HBox row =
        new HBox(
            8,
            NumberRow.label(texts.get("seed"), texts.get("seed.help"), typed),
            typed,
            dice,
            lock(model, texts));
    row.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(row, NumberRow.problem(model.field(), "seed"));
  }

  private static ToggleButton lock(SeedViewModel model, Texts texts) {
    ToggleButton lock = new ToggleButton();
    lock.setId("seed-lock");
    lock.setAccessibleText(texts.get("seed.lock"));
    lock.setTooltip(new Tooltip(texts.get("seed.lock")));
    lock.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
    lock.graphicProperty()
        .bind(
            model
                .lockedProperty()
                .map(
                    locked ->
                        new FontIcon(
                            locked
                                ? MaterialDesignL.LOCK
                                : MaterialDesignL.LOCK_OPEN_VARIANT_OUTLINE)));
    lock.selectedProperty().bindBidirectional(model.lockedProperty());
    return lock;
  }
}
