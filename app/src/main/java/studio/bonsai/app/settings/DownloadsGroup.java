// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.settings;

import atlantafx.base.theme.Styles;
import java.util.function.Predicate;
import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.DownloadSettings;

/** The settings page's part on fetching models: from where, through what, as whom. */
final class DownloadsGroup {
  /** As wide as the fields above. */
  private static final double WIDTH = 240;

  private final DownloadsViewModel model;
  private final Texts texts;

  DownloadsGroup(DownloadsViewModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
  }

  Node node() {
    TextField mirror =
        field(
            "mirror",
            model.mirror(),
            DownloadSettings.USUAL_HUB.toString(),
            DownloadsViewModel::isMirror);
    TextField proxy =
        field("proxy", model.proxy(), texts.get("proxy.hint"), DownloadsViewModel::isProxy);
    return SettingsGroup.of(
        texts.get("downloads"),
        SettingsGroup.row(texts.get("mirror"), texts.get("mirror.help"), mirror),
        SettingsGroup.row(texts.get("proxy"), texts.get("proxy.help"), proxy),
        SettingsGroup.row(
            texts.get("token"), texts.get("token.help"), new VBox(4, token(), complaint())));
  }

  private TextField field(
      String id, StringProperty property, String hint, Predicate<String> isValid) {
    TextField field = new TextField();
    CheckedField.bind(field, property, isValid);
    return named(field, id, hint);
  }

  private <F extends TextField> F named(F field, String id, String hint) {
    field.setId("settings-" + id);
    field.disableProperty().bind(model.knownProperty().not());
    field.setAccessibleText(texts.get(id));
    if (!hint.isEmpty()) {
      field.setPromptText(hint);
    }
    return field;
  }

  /** What is kept is never shown; typing replaces it. */
  private Node token() {
    PasswordField field = named(new PasswordField(), "token", "");
    field
        .promptTextProperty()
        .bind(
            Bindings.when(model.hasTokenProperty())
                .then(texts.get("token.kept"))
                .otherwise(texts.get("token.none")));
    field
        .textProperty()
        .addListener(
            (p, before, now) -> {
              boolean valid = DownloadsViewModel.isToken(now);
              CheckedField.mark(field, !valid);
              if (valid && !now.isBlank()) {
                model.keepToken(now.strip());
              }
            });
    Button forget = new Button(texts.get("token.forget"));
    forget.setId("settings-token-forget");
    forget.setMinWidth(Region.USE_PREF_SIZE);
    forget.disableProperty().bind(model.hasTokenProperty().not());
    forget.setOnAction(
        event -> {
          field.clear();
          model.keepToken("");
        });
    HBox.setHgrow(field, Priority.ALWAYS);
    HBox both = new HBox(8, field, forget);
    both.setMinWidth(WIDTH);
    both.setMaxWidth(WIDTH);
    return both;
  }

  private Node complaint() {
    Label complaint = new Label();
    complaint.setId("settings-downloads-complaint");
    complaint.setWrapText(true);
    complaint.getStyleClass().add(Styles.DANGER);
    complaint.textProperty().bind(model.complaintProperty());
    complaint.managedProperty().bind(complaint.textProperty().isNotEmpty());
    return complaint;
  }
}
