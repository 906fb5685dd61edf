// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.models.catalogue;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import studio.bonsai.app.models.catalogue.CatalogueEntry.Stage;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.CatalogueModel;
import studio.bonsai.engine.Precision;

/** How one model of the catalogue looks; follows it without being built anew. */
final class CatalogueCard extends HBox {
  /** What a card's buttons do. */
  interface Actions {
    void get(CatalogueModel model, Precision precision);

    void pause(CatalogueModel model);

    void discard(CatalogueModel model);
  }

  private final Texts texts;
  private final DownloadWords words;
  private final Actions actions;
  private final CatalogueModel model;
  private final FontIcon icon = new FontIcon();
  private final ProgressBar bar = new ProgressBar();
  private final Label line = new Label();
  private final Label problem = new Label();
  private final HBox buttons = new HBox(4);
  private Optional<Stage> shown = Optional.empty();

  CatalogueCard(CatalogueEntry entry, Texts texts, Actions actions) {
    this.texts = texts;
    this.actions = actions;
    model = entry.model();
    words = new DownloadWords(texts);
    setId("catalogue-" + model.name());
    getStyleClass().add("model-card");
    setAlignment(Pos.TOP_LEFT);
    icon.getStyleClass().add("model-icon");
    buttons.setAlignment(Pos.TOP_RIGHT);
    buttons.setMinWidth(USE_PREF_SIZE);
    VBox middle = new VBox(4, title(), purpose(), facts(), progress(), problem());
    middle.setMinWidth(0);
    setHgrow(middle, Priority.ALWAYS);
    getChildren().addAll(icon, middle, buttons);
    update(entry);
  }

  private Node title() {
    Label title = new Label(model.title());
    title.getStyleClass().add(Styles.TITLE_4);
    return title;
  }

  private Node purpose() {
    Label purpose = new Label(model.purpose(Locale.getDefault()));
    purpose.setWrapText(true);
    return purpose;
  }

  private Node facts() {
    Label facts =
        new Label(
            String.join(
                "  ·  ",
                texts.get("parameters", model.parameters()),
                texts.get("size", model.size()),
                model.licence().name(),
                model.hubs().get(0)));
    facts.setWrapText(true);
    facts.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
    return facts;
  }

  private Node progress() {
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.getStyleClass().add(Styles.SMALL);
    line.setId("progress-" + model.name());
    line.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
    VBox box = new VBox(4, bar, line);
    box.getStyleClass().add("catalogue-progress");
    box.visibleProperty().bind(line.textProperty().isNotEmpty());
    box.managedProperty().bind(box.visibleProperty());
    return box;
  }

  private Node problem() {
    problem.setId("problem-" + model.name());
    problem.setWrapText(true);
    problem.getStyleClass().add(Styles.DANGER);
    problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    return problem;
  }

  /** Shows how far it is now. */
  void update(CatalogueEntry entry) {
    line.setText(words.of(entry));
    problem.setText(entry.problem());
    bar.setProgress(
        entry.stage() == Stage.ASKING
            ? ProgressBar.INDETERMINATE_PROGRESS
            : entry.progress().map(p -> p.share()).orElse(0.0));
    if (!shown.equals(Optional.of(entry.stage()))) {
      shown = Optional.of(entry.stage());
      icon.setIconCode(icon(entry.stage()));
      boolean focused = buttons.getChildren().stream().anyMatch(Node::isFocused);
      buttons.getChildren().setAll(buttons(entry));
      if (focused) {
        buttons.getChildren().get(0).requestFocus();
      }
    }
  }

  private static Ikon icon(Stage stage) {
    return switch (stage) {
      case AVAILABLE -> MaterialDesignC.CLOUD_OUTLINE;
      case INSTALLED -> MaterialDesignC.CUBE_OUTLINE;
      case PAUSED -> MaterialDesignP.PAUSE_CIRCLE_OUTLINE;
      case QUEUED -> MaterialDesignT.TIMER_SAND;
      case ASKING, FETCHING -> MaterialDesignC.CLOUD_DOWNLOAD_OUTLINE;
    };
  }

  private List<Node> buttons(CatalogueEntry entry) {
    return switch (entry.stage()) {
      case AVAILABLE -> List.of(download());
      case QUEUED, ASKING, FETCHING ->
          List.of(
              button("pause", () -> actions.pause(model)), icon("cancel", MaterialDesignC.CLOSE));
      case PAUSED -> {
        Button resume = button("resume", () -> actions.get(model, entry.precision()));
        resume.getStyleClass().add(Styles.ACCENT);
        yield List.of(resume, icon("discard", MaterialDesignT.TRASH_CAN_OUTLINE));
      }
      case INSTALLED -> List.of(installed());
    };
  }

  private Node download() {
    MenuItem half = new MenuItem(texts.get("half"));
    half.setOnAction(event -> actions.get(model, Precision.FLOAT16));
    MenuItem full = new MenuItem(texts.get("full"));
    full.setOnAction(event -> actions.get(model, Precision.FLOAT32));
    SplitMenuButton button = new SplitMenuButton(half, full);
    button.setText(texts.get("get"));
    button.setId("get-" + model.name());
    button.setMinWidth(USE_PREF_SIZE);
    button.setTooltip(new Tooltip(texts.get("get.help")));
    button.setOnAction(event -> actions.get(model, Precision.FLOAT16));
    return button;
  }

  private Node installed() {
    Label label = new Label(texts.get("installed"), new FontIcon(MaterialDesignC.CHECK));
    label.getStyleClass().addAll(Styles.SUCCESS, "catalogue-installed");
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  private Button button(String key, Runnable action) {
    Button button = new Button(texts.get(key));
    button.setId(key + "-" + model.name());
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(event -> action.run());
    return button;
  }

  private Button icon(String key, Ikon ikon) {
    Button button = new Button(null, new FontIcon(ikon));
    button.setId(key + "-" + model.name());
    button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
    button.setAccessibleText(texts.get(key));
    button.setTooltip(new Tooltip(texts.get(key)));
    button.setOnAction(event -> actions.discard(model));
    return button;
  }
}
