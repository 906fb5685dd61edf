// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.prompt;

import atlantafx.base.theme.Styles;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import studio.bonsai.app.text.Texts;

/** Where the user edits the styles; what is typed counts at once. */
final class StylesDialog extends Dialog<Void> {
  private final Texts texts = Texts.of(StylesDialog.class);
  private final StylesViewModel model;
  private final ListView<PromptStyle> list = new ListView<>();
  private final TextField name = new TextField();
  private final TextArea prompt = new TextArea();
  private final TextArea negative = new TextArea();
  private final Label problem = new Label();
  private boolean filling;

  StylesDialog(Window owner, StylesViewModel model) {
    this.model = model;
    initOwner(owner);
    setTitle(texts.get("styles"));
    setResizable(true);
    getDialogPane().getButtonTypes().add(ButtonType.CLOSE);
    getDialogPane().lookupButton(ButtonType.CLOSE).setId("styles-close");
    ((Button) getDialogPane().lookupButton(ButtonType.CLOSE)).setText(texts.get("close"));
    getDialogPane()
        .getStylesheets()
        .add(StylesDialog.class.getResource("prompt.css").toExternalForm());
    getDialogPane().getStyleClass().add("styles-dialog");
    HBox both = new HBox(16, left(), right());
    both.setId("styles-dialog");
    getDialogPane().setContent(both);
    getDialogPane().setPrefSize(720, 460);
    model.stylesProperty().addListener((p, before, now) -> fillList());
    model.selectedProperty().addListener((p, before, now) -> fillList());
    fillList();
  }

  private Node left() {
    list.setId("styles-list");
    list.setAccessibleText(texts.get("styles"));
    list.setPrefWidth(210);
    list.setCellFactory(view -> new NameCell());
    list.getSelectionModel()
        .selectedIndexProperty()
        .addListener(
            (p, before, now) -> {
              if (!filling) {
                model.selectedProperty().set(now.intValue());
              }
            });
    VBox.setVgrow(list, Priority.ALWAYS);
    Button add = icon("add", MaterialDesignP.PLUS);
    add.setOnAction(
        event -> {
          model.add(PromptPair.EMPTY);
          name.requestFocus();
          name.selectAll();
        });
    Button remove = icon("remove", MaterialDesignT.TRASH_CAN_OUTLINE);
    remove.setOnAction(event -> model.remove());
    remove.disableProperty().bind(list.getSelectionModel().selectedItemProperty().isNull());
    return new VBox(8, list, new HBox(4, add, remove));
  }

  private Button icon(String key, Ikon ikon) {
    Button button = new Button(null, new FontIcon(ikon));
    button.setId("styles-" + key);
    button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
    button.setAccessibleText(texts.get("style." + key));
    button.setTooltip(new Tooltip(texts.get("style." + key)));
    return button;
  }

  private Node right() {
    name.setId("style-name");
    prompt.setId("style-prompt");
    negative.setId("style-negative");
    problem.setId("style-problem");
    problem.getStyleClass().add("prompt-problem");
    problem.managedProperty().bind(problem.textProperty().isNotEmpty());
    for (TextArea area : new TextArea[] {prompt, negative}) {
      area.setWrapText(true);
      area.setPrefRowCount(4);
      VBox.setVgrow(area, Priority.ALWAYS);
    }
    prompt.setPromptText(texts.get("style.prompt.hint"));
    for (StringProperty text :
        new StringProperty[] {
          name.textProperty(), prompt.textProperty(), negative.textProperty()
        }) {
      text.addListener((p, before, now) -> typed());
    }
    Label help = new Label(texts.get("style.help"));
    help.setWrapText(true);
    help.setMinHeight(javafx.scene.layout.Region.USE_PREF_SIZE);
    help.getStyleClass().add("prompt-note-muted");
    VBox form =
        new VBox(
            4,
            label("style.name", name),
            name,
            problem,
            label("prompt", prompt),
            prompt,
            label("negative", negative),
            negative,
            help);
    form.disableProperty().bind(list.getSelectionModel().selectedItemProperty().isNull());
    HBox.setHgrow(form, Priority.ALWAYS);
    return form;
  }

  private Label label(String key, Node field) {
    Label label = new Label(texts.get(key));
    label.setLabelFor(field);
    label.getStyleClass().add("style-label");
    return label;
  }

  private void typed() {
    if (!filling) {
      model.change(name.getText(), prompt.getText(), negative.getText());
      problem.setText(model.problemOf(name.getText()));
    }
  }

  /** Shows what there is, without touching what is being typed. */
  private void fillList() {
    filling = true;
    list.getItems().setAll(model.stylesProperty().get());
    int index = model.selectedProperty().get();
    if (index >= 0 && index < list.getItems().size()) {
      list.getSelectionModel().select(index);
      show(list.getItems().get(index));
    } else {
      list.getSelectionModel().clearSelection();
      show(new PromptStyle("", "", ""));
    }
    filling = false;
  }

  private void show(PromptStyle style) {
    if (model.problemOf(name.getText()).isEmpty() || !name.isFocused()) {
      put(name.textProperty(), style.name());
      problem.setText("");
    }
    put(prompt.textProperty(), style.prompt());
    put(negative.textProperty(), style.negative());
  }

  private static void put(StringProperty text, String now) {
    if (!text.get().strip().equals(now.strip())) {
      text.set(now);
    }
  }

  /** A style by its name. */
  private static final class NameCell extends ListCell<PromptStyle> {
    @Override
    protected void updateItem(PromptStyle style, boolean empty) {
      super.updateItem(style, empty);
      setText(empty || style == null ? null : style.name());
    }
  }
}
