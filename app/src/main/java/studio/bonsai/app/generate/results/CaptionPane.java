// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.results;

import atlantafx.base.theme.Styles;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.bonsai.app.generate.results.StageViewModel.Mode;
import studio.bonsai.app.text.KeyNames;
import studio.bonsai.app.text.Texts;

/** How the chosen picture was made, and what can be done with it. */
final class CaptionPane extends VBox {
  private final ResultsViewModel model;
  private final ResultWords words;
  private final Label prompt = new Label();
  private final Label settings = new Label();

  CaptionPane(StageViewModel stage, ResultCommands commands, Texts texts) {
    model = stage.results();
    words = new ResultWords(texts);
    setId("caption");
    setMinWidth(0);
    getStyleClass().add("caption");
    prompt.setId("caption-prompt");
    prompt.getStyleClass().add("caption-prompt");
    prompt.setTooltip(new Tooltip());
    prompt.getTooltip().setWrapText(true);
    prompt.getTooltip().setMaxWidth(480);
    prompt.getTooltip().textProperty().bind(prompt.textProperty());
    settings.setId("caption-settings");
    settings.setWrapText(true);
    settings.getStyleClass().add("caption-settings");
    FlowPane buttons = new FlowPane();
    buttons.getStyleClass().add("caption-buttons");
    commands.all().forEach(command -> buttons.getChildren().add(button(commands, command, texts)));
    getChildren().addAll(prompt, settings, buttons);
    model.chosen().addListener((ListChangeListener<Result>) change -> show());
    visibleProperty()
        .bind(stage.modeProperty().map(mode -> mode == Mode.PICTURE || mode == Mode.COMPARE));
    managedProperty().bind(visibleProperty());
    show();
  }

  private static Button button(
      ResultCommands commands, ResultCommands.Command command, Texts texts) {
    Button button = new Button("", new FontIcon(command.icon()));
    button.setId("result-" + command.key().replace('.', '-'));
    String text = texts.get(command.key());
    button.setAccessibleText(text);
    button.setTooltip(
        new Tooltip(text + " (" + KeyNames.of(command.keys().getDisplayText()) + ")"));
    button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(event -> command.action().run());
    button.disableProperty().bind(commands.unavailable(command));
    return button;
  }

  private void show() {
    Optional<Result> lead = model.lead();
    prompt.setText(lead.map(Result::prompt).orElse(""));
    prompt.setVisible(!prompt.getText().isEmpty());
    prompt.setManaged(prompt.isVisible());
    settings.setText(lead.map(words::settings).orElse(""));
  }
}
