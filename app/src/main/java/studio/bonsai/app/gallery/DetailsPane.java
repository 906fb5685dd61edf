// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import atlantafx.base.theme.Styles;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.bonsai.app.gallery.index.PictureDetails;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.GenerationRequest;

/** All settings of the lead, and what it is good for. */
final class DetailsPane extends ScrollPane {
  static final double WIDTH = 268;

  private final GalleryViewModel model;
  private final PictureUses uses;
  private final Texts texts;
  private final VBox page = new VBox();

  DetailsPane(GalleryViewModel model, PictureUses uses, Texts texts) {
    this.model = model;
    this.uses = uses;
    this.texts = texts;
    setId("gallery-details");
    getStyleClass().add("details");
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setMinWidth(WIDTH);
    setPrefWidth(WIDTH);
    setMaxWidth(WIDTH);
    page.getStyleClass().add("details-page");
    setContent(page);
    model.detailsProperty().addListener((p, before, now) -> show(now));
    model.selection().idsProperty().addListener(p -> show(model.detailsProperty().get()));
    show(model.detailsProperty().get());
  }

  private void show(Optional<PictureDetails> details) {
    page.getChildren().clear();
    if (details.isEmpty()) {
      Label hint = new Label(texts.get("details.none"));
      hint.setWrapText(true);
      hint.getStyleClass().add(Styles.TEXT_MUTED);
      page.getChildren().add(hint);
      return;
    }
    if (model.selection().size() > 1) {
      Label many = new Label(texts.get("details.many", model.selection().size()));
      many.setId("details-many");
      many.setWrapText(true);
      many.getStyleClass().add("details-many");
      page.getChildren().add(many);
    }
    fill(details.get());
  }

  private void fill(PictureDetails details) {
    Label name = new Label(details.picture().name());
    name.getStyleClass().add(Styles.TEXT_BOLD);
    name.setTooltip(new Tooltip(details.picture().file().toString()));
    page.getChildren().add(name);
    details.problem().ifPresent(problem -> page.getChildren().add(problem(problem)));
    Optional<GenerationRequest> request = details.facts().request();
    if (request.isPresent()) {
      page.getChildren().add(words("prompt", request.get().prompt()));
      page.getChildren().add(words("negative", request.get().negativePrompt()));
    } else if (details.problem().isEmpty()) {
      Label none = new Label(texts.get("details.unknown"));
      none.setWrapText(true);
      none.getStyleClass().add(Styles.TEXT_MUTED);
      page.getChildren().add(none);
    }
    page.getChildren().addAll(buttons(details), rows(details));
    page.getChildren().removeIf(node -> node instanceof VBox box && box.getChildren().isEmpty());
  }

  private static Node problem(String problem) {
    Label label = new Label(problem);
    label.setId("details-problem");
    label.setWrapText(true);
    label.getStyleClass().add(Styles.DANGER);
    return label;
  }

  /** Nothing when there are no words. */
  private Node words(String key, String text) {
    VBox box = new VBox(2);
    if (!text.isEmpty()) {
      Label heading = new Label(texts.get("details." + key));
      heading.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
      Label words = new Label(text);
      words.setId("details-" + key);
      words.setWrapText(true);
      words.setMinHeight(Region.USE_PREF_SIZE);
      box.getChildren().addAll(heading, words);
    }
    return box;
  }

  private Node buttons(PictureDetails details) {
    VBox box = new VBox(6);
    Optional<GenerationRequest> request = details.facts().request();
    if (request.isPresent()) {
      Button use = button("use-settings", uses::settings);
      use.getStyleClass().add(Styles.ACCENT);
      box.getChildren().add(use);
    }
    HBox pair = new HBox(6);
    if (request.filter(r -> r.seed().isPresent()).isPresent()) {
      pair.getChildren().add(button("use-seed", uses::seed));
    }
    if (details.problem().isEmpty()) {
      pair.getChildren().add(button("use-input", uses::input));
    }
    box.getChildren().addAll(pair, small(request.isPresent()));
    return box;
  }

  private Node small(boolean hasPrompt) {
    HBox box = new HBox(6);
    if (hasPrompt) {
      box.getChildren().add(button("copy-prompt", uses::copyPrompt));
    }
    box.getChildren().add(button("show-in-folder", uses::showInFolder));
    return box;
  }

  private Button button(String key, Runnable action) {
    Button button = new Button(texts.get("details." + key));
    button.setId("details-" + key);
    button.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(button, Priority.ALWAYS);
    button.setOnAction(event -> action.run());
    return button;
  }

  private Node rows(PictureDetails details) {
    GridPane grid = new GridPane();
    grid.setId("details-rows");
    grid.getStyleClass().add("details-rows");
    int at = 0;
    for (DetailRows.Row row : DetailRows.of(details, texts)) {
      Label name = new Label(row.name());
      name.getStyleClass().add(Styles.TEXT_MUTED);
      name.setMinWidth(Region.USE_PREF_SIZE);
      Label value = new Label(row.value());
      value.setWrapText(true);
      value.setTooltip(new Tooltip(row.value()));
      grid.addRow(at++, name, value);
    }
    return grid;
  }
}
