// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.results;

import java.io.File;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.IntegerBinding;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import studio.bonsai.app.text.NamedKeys;
import studio.bonsai.app.text.Texts;

/** What a user can do with the chosen pictures, by button, menu and key. */
final class ResultCommands {
  /**
   * @param key of its text; also names its button
   */
  record Command(String key, Ikon icon, KeyCombination keys, Runnable action) {}

  private final StageViewModel stage;
  private final ResultsViewModel model;
  private final Texts texts;
  private final Node owner;

  /**
   * @param owner of dialogs
   */
  ResultCommands(StageViewModel stage, Texts texts, Node owner) {
    this.stage = stage;
    this.texts = texts;
    this.owner = owner;
    model = stage.results();
  }

  List<Command> all() {
    return List.of(
        new Command("again", MaterialDesignD.DICE_5_OUTLINE, key(KeyCode.R), model::again),
        new Command("vary", MaterialDesignS.SHUFFLE_VARIANT, key(KeyCode.V), model::vary),
        new Command("settings", MaterialDesignT.TUNE_VARIANT, key(KeyCode.U), model::useSettings),
        new Command("input", MaterialDesignI.IMAGE_EDIT_OUTLINE, key(KeyCode.I), model::useAsInput),
        new Command("compare", MaterialDesignC.COMPARE, key(KeyCode.C), stage::toggleCompare),
        new Command("copy.prompt", MaterialDesignT.TEXT_BOX_OUTLINE, key(KeyCode.P), this::prompt),
        new Command(
            "copy.picture",
            MaterialDesignC.CONTENT_COPY,
            new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN),
            this::picture),
        new Command(
            "save",
            MaterialDesignC.CONTENT_SAVE_OUTLINE,
            new KeyCodeCombination(KeyCode.S, KeyCombination.SHORTCUT_DOWN),
            this::save),
        new Command("folder", MaterialDesignF.FOLDER_OUTLINE, key(KeyCode.F), model::showInFolder),
        new Command("delete", MaterialDesignD.DELETE_OUTLINE, key(KeyCode.DELETE), model::delete));
  }

  /** All of them by name, for the right mouse button. */
  ContextMenu menu() {
    ContextMenu menu = new ContextMenu();
    for (Command command : all()) {
      MenuItem item = new MenuItem(texts.get(command.key()), new FontIcon(command.icon()));
      item.setId("menu-" + command.key().replace('.', '-'));
      item.setAccelerator(new NamedKeys(command.keys()));
      item.setOnAction(event -> command.action().run());
      item.disableProperty().bind(unavailable(command));
      menu.getItems().add(item);
    }
    return menu;
  }

  /** Whether a command has too few or too many pictures to do its work. */
  BooleanBinding unavailable(Command command) {
    IntegerBinding chosen = Bindings.size(model.chosen());
    return command.key().equals("compare") ? chosen.isNotEqualTo(2) : chosen.isEqualTo(0);
  }

  private static KeyCombination key(KeyCode code) {
    return new KeyCodeCombination(code);
  }

  /** Does what a key stands for, when pictures have the focus. */
  void onKey(KeyEvent event) {
    for (Command command : all()) {
      if (command.keys().match(event) && !model.chosen().isEmpty()) {
        command.action().run();
        event.consume();
      }
    }
    if (event.getCode() == KeyCode.ESCAPE) {
      stage.stopComparing();
    }
  }

  private void prompt() {
    model
        .lead()
        .ifPresent(
            result -> {
              ClipboardContent content = new ClipboardContent();
              content.putString(result.prompt());
              Clipboard.getSystemClipboard().setContent(content);
            });
  }

  private void picture() {
    model
        .lead()
        .ifPresent(
            result -> {
              ClipboardContent content = new ClipboardContent();
              content.putFiles(List.of(result.file().toFile()));
              stage.pictureProperty().get().ifPresent(content::putImage);
              Clipboard.getSystemClipboard().setContent(content);
            });
  }

  private void save() {
    model
        .lead()
        .ifPresent(
            result -> {
              FileChooser chooser = new FileChooser();
              chooser.setTitle(texts.get("save"));
              chooser.setInitialFileName(result.file().getFileName().toString());
              chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("PNG", "*.png"));
              File target = chooser.showSaveDialog(owner.getScene().getWindow());
              if (target != null) {
                model.saveAs(target.toPath());
              }
            });
  }
}
