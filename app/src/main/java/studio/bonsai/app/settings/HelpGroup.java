// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.settings;

import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import studio.bonsai.app.help.HelpEvent;
import studio.bonsai.app.jobs.ForeseenFailure;
import studio.bonsai.app.jobs.FxBridge;
import studio.bonsai.app.jobs.UnexpectedFailure;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.EngineException;

/** The settings page's part that helps: report, tour, shortcuts, what this program is. */
final class HelpGroup {
  private final SettingsViewModel model;
  private final Texts texts;
  private final CheckBox prompts;
  private final CheckBox pictures;
  private final Label outcome = new Label();

  HelpGroup(SettingsViewModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
    prompts = new CheckBox(texts.get("report.prompts"));
    prompts.setId("report-prompts");
    pictures = new CheckBox(texts.get("report.pictures"));
    pictures.setId("report-pictures");
    outcome.setId("report-outcome");
    outcome.setWrapText(true);
    outcome.managedProperty().bind(outcome.textProperty().isEmpty().not());
  }

  Node node() {
    Button make = button("report.make", this::askWhere);
    Button tour = button("tour.show", () -> ask(HelpEvent.TOUR));
    Button shortcuts = button("shortcuts.show", () -> ask(HelpEvent.SHORTCUTS));
    return SettingsGroup.of(
        texts.get("help"),
        SettingsGroup.row(
            texts.get("report"),
            texts.get("report.help"),
            new VBox(8, prompts, pictures, make, outcome)),
        SettingsGroup.row(texts.get("tour"), texts.get("tour.help"), tour),
        SettingsGroup.row(texts.get("shortcuts"), texts.get("shortcuts.help"), shortcuts));
  }

  private Button button(String key, Runnable action) {
    Button button = new Button(texts.get(key));
    button.setId("settings-" + key.replace('.', '-'));
    button.setOnAction(event -> action.run());
    return button;
  }

  private void ask(EventType<HelpEvent> type) {
    outcome.fireEvent(new HelpEvent(type));
  }

  private void askWhere() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(texts.get("report"));
    chooser.setInitialFileName("bonsai-report.zip");
    File chosen = chooser.showSaveDialog(outcome.getScene().getWindow());
    if (chosen != null) {
      write(chosen.toPath());
    }
  }

  void write(Path zip) {
    CompletableFuture<Path> unused =
        model
            .report(zip, prompts.isSelected(), pictures.isSelected())
            .whenComplete(
                (done, failure) -> FxBridge.run(() -> outcome.setText(words(done, failure))));
  }

  private String words(Path done, Throwable failure) {
    if (failure == null) {
      return texts.get("report.done", done);
    }
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause instanceof EngineException known
        ? ForeseenFailure.sentence(known)
        : UnexpectedFailure.sentence(cause);
  }
}
