// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.prompt;

import atlantafx.base.theme.Styles;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.TokenCount;

/** Prompt and negative prompt, with their lengths, and the styles. */
public final class PromptPane extends VBox {
  private static final int LONGEST = 60;
  private static final PseudoClass OVER = PseudoClass.getPseudoClass("over");

  private final PromptViewModel model;
  private final Texts texts = Texts.of(PromptPane.class);

  public PromptPane(PromptViewModel model) {
    this.model = model;
    getStyleClass().add("prompt-pane");
    getStylesheets().add(PromptPane.class.getResource("prompt.css").toExternalForm());
    PromptArea prompt =
        new PromptArea(
            "prompt",
            model.promptProperty(),
            texts.get("prompt.hint"),
            texts.get("prompt"),
            this::browse);
    prompt.getStyleClass().add("tall");
    PromptArea negative =
        new PromptArea(
            "negative",
            model.negativeProperty(),
            texts.get("negative.hint"),
            texts.get("negative"),
            this::browse);
    getChildren()
        .addAll(
            head("prompt", model.promptLengthProperty(), recent(), styles()),
            prompt,
            note("prompt", model.promptLengthProperty()),
            head("negative", model.negativeLengthProperty()),
            negative,
            note("negative", model.negativeLengthProperty()));
  }

  private void browse(int direction) {
    if (direction < 0) {
      model.showOlder();
    } else {
      model.showNewer();
    }
  }

  private Node head(
      String key, ReadOnlyObjectProperty<Optional<TokenCount>> length, Node... menus) {
    Label title = new Label(texts.get(key));
    title.getStyleClass().add(Styles.TEXT_BOLD);
    Label count = new Label();
    count.setId(key + "-count");
    count.getStyleClass().add("prompt-count");
    count.textProperty().bind(length.map(l -> l.map(this::count).orElse("")));
    Tooltip tip = new Tooltip();
    tip.textProperty().bind(length.map(l -> l.map(this::explain).orElse("")));
    count.setTooltip(tip);
    length.addListener(
        (p, before, now) ->
            count.pseudoClassStateChanged(OVER, now.filter(this::isLong).isPresent()));
    count.pseudoClassStateChanged(OVER, length.get().filter(this::isLong).isPresent());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox head = new HBox(4, title, space, count);
    head.getChildren().addAll(menus);
    head.setMinHeight(24);
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private String count(TokenCount length) {
    return length.tokens() + " / " + length.capacity();
  }

  private String explain(TokenCount length) {
    return texts.get("count.tip", length.tokens(), chunk(length));
  }

  private static int chunk(TokenCount length) {
    return length.capacity() / length.chunks();
  }

  private boolean isLong(TokenCount length) {
    return length.chunks() > 1;
  }

  /** Said only when a text does not fit into one chunk. */
  private Label note(String key, ReadOnlyObjectProperty<Optional<TokenCount>> length) {
    Label note = new Label();
    note.setId(key + "-note");
    note.setWrapText(true);
    note.setMinHeight(USE_PREF_SIZE);
    note.getStyleClass().add("prompt-note");
    note.textProperty()
        .bind(
            length.map(
                l ->
                    l.filter(this::isLong)
                        .map(t -> texts.get("long", chunk(t), t.chunks()))
                        .orElse("")));
    note.visibleProperty().bind(note.textProperty().isNotEmpty());
    note.managedProperty().bind(note.visibleProperty());
    return note;
  }

  private MenuButton recent() {
    MenuButton menu = new MenuButton(null, new FontIcon(MaterialDesignH.HISTORY));
    menu.setId("recent");
    menu.setAccessibleText(texts.get("recent"));
    menu.setTooltip(new Tooltip(texts.get("recent.tip")));
    menu.getStyleClass().addAll(Styles.FLAT, Styles.SMALL, "recent-menu");
    menu.setOnShowing(event -> fillRecent(menu));
    fillRecent(menu);
    return menu;
  }

  private void fillRecent(MenuButton menu) {
    menu.getItems().clear();
    for (PromptPair pair : model.recent()) {
      MenuItem item = new MenuItem(shortened(pair.prompt()));
      item.setMnemonicParsing(false);
      item.setOnAction(event -> model.show(pair));
      menu.getItems().add(item);
    }
    if (menu.getItems().isEmpty()) {
      MenuItem none = new MenuItem(texts.get("recent.none"));
      none.setDisable(true);
      menu.getItems().add(none);
    }
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }

  private MenuButton styles() {
    MenuButton menu =
        new MenuButton(texts.get("styles"), new FontIcon(MaterialDesignP.PALETTE_OUTLINE));
    menu.setId("styles");
    menu.getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
    menu.setTooltip(new Tooltip(texts.get("styles.tip")));
    model.styles().stylesProperty().addListener((p, before, now) -> fill(menu));
    fill(menu);
    return menu;
  }

  private void fill(MenuButton menu) {
    menu.getItems().clear();
    for (PromptStyle style : model.styles().stylesProperty().get()) {
      MenuItem item = new MenuItem(style.name());
      item.setMnemonicParsing(false);
      item.setOnAction(event -> model.apply(style));
      menu.getItems().add(item);
    }
    MenuItem keep = new MenuItem(texts.get("styles.keep"));
    keep.setId("styles-keep");
    keep.setOnAction(
        event -> {
          model.keepAsStyle();
          edit();
        });
    MenuItem edit = new MenuItem(texts.get("styles.edit"));
    edit.setId("styles-edit");
    edit.setOnAction(event -> edit());
    if (!menu.getItems().isEmpty()) {
      menu.getItems().add(new SeparatorMenuItem());
    }
    menu.getItems().addAll(keep, edit);
  }

  private void edit() {
    new StylesDialog(getScene().getWindow(), model.styles()).show();
  }
}
