// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.results;

import atlantafx.base.theme.Styles;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import studio.bonsai.app.generate.compare.CompareView;
import studio.bonsai.app.generate.results.StageViewModel.Mode;
import studio.bonsai.app.picture.ZoomPane;
import studio.bonsai.app.text.Texts;

/** A picture as it grows and when it is done, how far it is, and those that came before. */
public final class StageView extends BorderPane {
  private final Texts texts = Texts.of(StageView.class);
  private final StageViewModel model;

  /**
   * @param noModels whether there is nothing to draw with
   */
  public StageView(StageViewModel model, ObservableBooleanValue noModels) {
    this.model = model;
    setId("stage");
    getStyleClass().add("stage");
    getStylesheets().add(StageView.class.getResource("stage.css").toExternalForm());
    ResultCommands commands = new ResultCommands(model, texts, this);
    StackPane center = new StackPane(empty(noModels), preview(), picture(commands), compare());
    center.setMinSize(0, 0);
    center.getStyleClass().add("stage-center");
    setTop(problem());
    setCenter(center);
    setBottom(
        new VBox(
            new CaptionPane(model, commands, texts),
            notice(),
            new ProgressRow(model, texts),
            new ResultStrip(model, commands, texts)));
  }

  private <T extends Node> T in(Mode mode, T node) {
    node.visibleProperty().bind(model.modeProperty().map(now -> now == mode));
    node.managedProperty().bind(node.visibleProperty());
    return node;
  }

  private Node empty(ObservableBooleanValue noModels) {
    Label title = new Label(texts.get("empty"));
    title.getStyleClass().add(Styles.TITLE_3);
    Label hint = new Label();
    hint.textProperty()
        .bind(
            Bindings.when(noModels)
                .then(texts.get("empty.models"))
                .otherwise(texts.get("empty.hint")));
    hint.setWrapText(true);
    hint.getStyleClass().add(Styles.TEXT_MUTED);
    VBox box = new VBox(new FontIcon(MaterialDesignI.IMAGE_OUTLINE), title, hint);
    box.setId("stage-empty");
    box.setAlignment(Pos.CENTER);
    box.getStyleClass().add("empty-pane");
    return in(Mode.EMPTY, box);
  }

  private Node preview() {
    PreviewPane preview = new PreviewPane();
    model
        .progressProperty()
        .addListener(
            (p, before, now) -> preview.show(now.flatMap(StageProgress::preview).orElse(null)));
    return in(Mode.DRAWING, preview);
  }

  private Node picture(ResultCommands commands) {
    ZoomPane zoom = new ZoomPane("newest");
    ContextMenu menu = commands.menu();
    zoom.setOnContextMenuRequested(
        event -> menu.show(zoom, event.getScreenX(), event.getScreenY()));
    zoom.addEventHandler(MouseEvent.MOUSE_PRESSED, event -> menu.hide());
    model
        .pictureProperty()
        .addListener(
            (p, before, now) -> {
              now.ifPresentOrElse(zoom::show, zoom::clear);
              zoom.fit();
            });
    return in(Mode.PICTURE, zoom);
  }

  private Node compare() {
    return in(Mode.COMPARE, new CompareView(model.compare()));
  }

  private Node problem() {
    Label label = new Label();
    label.setId("stage-problem");
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.setMaxWidth(Double.MAX_VALUE);
    label.getStyleClass().add("stage-problem");
    label.textProperty().bind(model.problemProperty().map(p -> p.orElse("")));
    label.visibleProperty().bind(model.problemProperty().map(Optional::isPresent));
    label.managedProperty().bind(label.visibleProperty());
    return label;
  }

  private Node notice() {
    Label label = new Label();
    label.setId("stage-notice");
    label.setWrapText(true);
    label.getStyleClass().add("stage-notice");
    label.textProperty().bind(model.results().noticeProperty());
    label.visibleProperty().bind(label.textProperty().isNotEmpty());
    label.managedProperty().bind(label.visibleProperty());
    return label;
  }
}
