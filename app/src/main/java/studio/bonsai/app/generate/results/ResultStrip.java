// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.results;

import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.scene.control.ListView;
import javafx.scene.control.MultipleSelectionModel;
import javafx.scene.control.SelectionMode;
import javafx.scene.input.KeyEvent;
import studio.bonsai.app.text.Texts;

/** The finished pictures in a row, the newest first. */
final class ResultStrip extends ListView<Result> {
  private final StageViewModel stage;
  private boolean following;

  ResultStrip(StageViewModel stage, ResultCommands commands, Texts texts) {
    super(stage.results().results());
    this.stage = stage;
    setId("results");
    setOrientation(Orientation.HORIZONTAL);
    getStyleClass().add("results");
    setAccessibleText(texts.get("strip"));
    ResultWords words = new ResultWords(texts);
    setCellFactory(list -> new ResultCell(words));
    getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    getSelectionModel()
        .getSelectedItems()
        .addListener((ListChangeListener<Result>) change -> onPicked());
    stage.results().chosen().addListener((ListChangeListener<Result>) change -> select());
    setContextMenu(commands.menu());
    addEventFilter(KeyEvent.KEY_PRESSED, commands::onKey);
    visibleProperty().bind(javafx.beans.binding.Bindings.isNotEmpty(stage.results().results()));
    managedProperty().bind(visibleProperty());
  }

  private void onPicked() {
    if (!following) {
      List<Result> picked =
          getSelectionModel().getSelectedItems().stream().filter(r -> r != null).toList();
      stage.choose(picked);
    }
  }

  /** Selects what was chosen elsewhere. */
  private void select() {
    MultipleSelectionModel<Result> selection = getSelectionModel();
    List<Result> chosen = List.copyOf(stage.results().chosen());
    if (List.copyOf(selection.getSelectedItems()).equals(chosen)) {
      return;
    }
    following = true;
    selection.clearSelection();
    chosen.forEach(selection::select);
    following = false;
    if (chosen.size() == 1) {
      scrollTo(chosen.get(0));
    }
  }
}
