// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.help;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import studio.bonsai.app.text.KeyNames;
import studio.bonsai.app.text.Texts;

/** What the keyboard can do, section by section. */
public final class ShortcutSheet {
  private static final double KEYS_WIDTH = 190;

  private ShortcutSheet() {}

  /**
   * @param groups by the sections' names, in their order
   */
  public static void show(Window owner, Map<String, List<Shortcut>> groups) {
    Texts texts = Texts.of(ShortcutSheet.class);
    Dialog<Void> dialog = new Dialog<>();
    dialog.initOwner(owner);
    dialog.setTitle(texts.get("shortcuts"));
    VBox page = new VBox(16);
    page.setId("shortcut-sheet");
    groups.forEach(
        (section, shortcuts) -> {
          if (!shortcuts.isEmpty()) {
            page.getChildren().add(group(section, shortcuts));
          }
        });
    ScrollPane scroll = new ScrollPane(page);
    scroll.setFitToWidth(true);
    scroll.setPrefSize(560, 520);
    dialog.getDialogPane().setContent(scroll);
    dialog.getDialogPane().getButtonTypes().add(ButtonType.CLOSE);
    dialog.show();
  }

  private static Node group(String section, List<Shortcut> shortcuts) {
    Label heading = new Label(section);
    heading.getStyleClass().add(Styles.TITLE_4);
    GridPane grid = new GridPane();
    grid.setHgap(16);
    grid.setVgap(6);
    grid.getColumnConstraints().addAll(new ColumnConstraints(KEYS_WIDTH), new ColumnConstraints());
    for (int i = 0; i < shortcuts.size(); i++) {
      Label keys = new Label(KeyNames.of(shortcuts.get(i).keys()));
      keys.getStyleClass().add("shortcut-keys");
      Label action = new Label(shortcuts.get(i).action());
      action.setWrapText(true);
      grid.addRow(i, keys, action);
    }
    return new VBox(8, heading, grid);
  }
}
