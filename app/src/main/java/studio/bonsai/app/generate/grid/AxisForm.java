// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

import atlantafx.base.theme.Styles;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import studio.bonsai.app.text.Texts;

/** What an axis varies, and its values. */
final class AxisForm extends VBox {
  private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

  private final AxisViewModel model;
  private final Texts texts;
  private final String name;

  /**
   * @param name x or y
   */
  AxisForm(AxisViewModel model, String name, Texts texts) {
    this.model = model;
    this.texts = texts;
    this.name = name;
    getStyleClass().add("grid-axis");
    Label title = new Label(texts.get(name));
    title.getStyleClass().add(Styles.TEXT_BOLD);
    ComboBox<AxisKind> kind = kind();
    title.setLabelFor(kind);
    HBox values = new HBox(values(), all());
    values.getStyleClass().add("grid-values");
    var something = model.kindProperty().isNotEqualTo(AxisKind.NONE);
    values.visibleProperty().bind(something);
    values.managedProperty().bind(something);
    getChildren().addAll(title, kind, values, note());
  }

  private ComboBox<AxisKind> kind() {
    ComboBox<AxisKind> kind = new ComboBox<>();
    kind.setId("grid-" + name + "-kind");
    kind.getItems().setAll(AxisKind.values());
    kind.setVisibleRowCount(AxisKind.values().length);
    kind.setMaxWidth(Double.MAX_VALUE);
    GridLabels labels = new GridLabels(texts);
    kind.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(AxisKind value) {
            return value == null ? "" : labels.kind(value);
          }

          @Override
          public AxisKind fromString(String text) {
            throw new UnsupportedOperationException("the box is not typed into");
          }
        });
    kind.valueProperty().bindBidirectional(model.kindProperty());
    return kind;
  }

  private TextField values() {
    TextField values = new TextField();
    values.setId("grid-" + name + "-values");
    values.setAccessibleText(texts.get("values", texts.get(name)));
    values.textProperty().bindBidirectional(model.typedProperty());
    values
        .promptTextProperty()
        .bind(model.kindProperty().map(kind -> texts.get("hint." + kind.form().name())));
    model
        .problemProperty()
        .addListener((p, before, now) -> values.pseudoClassStateChanged(DANGER, now.isPresent()));
    values.pseudoClassStateChanged(DANGER, model.problemProperty().get().isPresent());
    HBox.setHgrow(values, Priority.ALWAYS);
    return values;
  }

  private Button all() {
    Button all = new Button("", new FontIcon(MaterialDesignP.PLAYLIST_PLUS));
    all.setId("grid-" + name + "-all");
    all.setAccessibleText(texts.get("all"));
    all.setTooltip(new Tooltip(texts.get("all")));
    all.getStyleClass().add(Styles.BUTTON_ICON);
    all.setOnAction(event -> model.takeAll());
    var few = model.offeredProperty().map(offered -> !offered.isEmpty());
    all.visibleProperty().bind(few);
    all.managedProperty().bind(few);
    return all;
  }

  /** What is wrong, or else how the values may be typed. */
  private Label note() {
    Label note = new Label();
    note.setId("grid-" + name + "-note");
    note.setWrapText(true);
    note.setMinHeight(USE_PREF_SIZE);
    note.getStyleClass().add("grid-note");
    note.textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    model
                        .problemProperty()
                        .get()
                        .orElseGet(() -> texts.get("help." + model.kindProperty().get().form())),
                model.problemProperty(),
                model.kindProperty()));
    model
        .problemProperty()
        .addListener((p, before, now) -> note.pseudoClassStateChanged(DANGER, now.isPresent()));
    note.pseudoClassStateChanged(DANGER, model.problemProperty().get().isPresent());
    return note;
  }
}
