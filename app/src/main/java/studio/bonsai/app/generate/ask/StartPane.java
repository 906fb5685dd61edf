// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.ask;

import atlantafx.base.theme.Styles;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import studio.bonsai.app.generate.mask.MaskDialog;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.SourceImage;
import studio.bonsai.engine.StartImage;

/** The picture to start from: dropped or chosen, how much of it stays, where it is painted anew. */
public final class StartPane extends VBox {
  private static final double THUMBNAIL = 88;

  private final StartViewModel model;
  private final Texts texts = Texts.of(StartPane.class);
  private final Supplier<Optional<ImageSize>> drawn;
  private final StackPane place = new StackPane();
  private final NumberRow strength;

  /**
   * @param drawn the size that will be drawn
   */
  public StartPane(StartViewModel model, Supplier<Optional<ImageSize>> drawn) {
    this.model = model;
    this.drawn = drawn;
    getStyleClass().add("ask-pane");
    Label title = new Label(texts.get("start"));
    title.getStyleClass().add(Styles.TEXT_BOLD);
    strength =
        new NumberRow(
            "strength",
            texts.get("strength"),
            texts.get("strength.help"),
            model.strength(),
            new NumberRow.Reach(0, 1, 0.05),
            new SimpleObjectProperty<>(StartImage.DEFAULT_STRENGTH));
    getChildren().addAll(title, place, strength, problem());
    model.pictureProperty().addListener((p, before, now) -> show());
    model.maskProperty().addListener((p, before, now) -> show());
    show();
    setOnDragOver(this::onDragOver);
    setOnDragDropped(this::onDropped);
  }

  private void onDragOver(DragEvent event) {
    if (event.getDragboard().hasFiles()) {
      event.acceptTransferModes(TransferMode.COPY);
      event.consume();
    }
  }

  /** Dropped here a picture is meant to start from, whatever it remembers. */
  private void onDropped(DragEvent event) {
    event.getDragboard().getFiles().stream()
        .findFirst()
        .ifPresent(file -> model.choose(file.toPath()));
    event.setDropCompleted(true);
    event.consume();
  }

  private Label problem() {
    Label problem = new Label();
    problem.setId("start-problem");
    problem.setWrapText(true);
    problem.setMinHeight(USE_PREF_SIZE);
    problem.getStyleClass().add("ask-problem");
    problem.textProperty().bind(model.problemProperty());
    problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    return problem;
  }

  private void show() {
    Optional<SourceImage> picture = model.pictureProperty().get();
    strength.setVisible(picture.isPresent());
    strength.setManaged(picture.isPresent());
    place.getChildren().setAll(picture.map(this::card).orElseGet(this::invitation));
  }

  private Node invitation() {
    Button invitation =
        new Button(texts.get("start.choose"), new FontIcon(MaterialDesignI.IMAGE_PLUS));
    invitation.setId("start-choose");
    invitation.setTooltip(new Tooltip(texts.get("start.tip")));
    invitation.setMaxWidth(Double.MAX_VALUE);
    invitation.getStyleClass().setAll("start-invitation");
    invitation.setOnAction(event -> choose());
    return invitation;
  }

  private Node card(SourceImage picture) {
    Path file = picture.file();
    ImageView image =
        new ImageView(new Image(file.toUri().toString(), THUMBNAIL, THUMBNAIL, true, true, true));
    image.setId("start-picture");
    StackPane frame = new StackPane(image);
    frame.getStyleClass().add("start-frame");
    frame.setMinSize(THUMBNAIL, THUMBNAIL);
    Label name = new Label(String.valueOf(file.getFileName()));
    name.setTooltip(new Tooltip(file.toString()));
    Label masked =
        new Label(texts.get(model.maskProperty().get().isPresent() ? "mask.some" : "mask.none"));
    masked.setId("mask-state");
    masked.setWrapText(true);
    masked.getStyleClass().add("ask-muted");
    HBox buttons = new HBox(2, paint());
    model
        .maskProperty()
        .get()
        .ifPresent(
            mask ->
                buttons
                    .getChildren()
                    .add(
                        icon(
                            "mask-remove",
                            MaterialDesignB.BRUSH_OFF,
                            () -> model.maskProperty().set(Optional.empty()))));
    buttons
        .getChildren()
        .add(icon("start-other", MaterialDesignI.IMAGE_EDIT_OUTLINE, this::choose));
    buttons.getChildren().add(icon("start-remove", MaterialDesignC.CLOSE, model::remove));
    VBox words = new VBox(4, name, masked, buttons);
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox card = new HBox(12, frame, words);
    card.getStyleClass().add("start-card");
    card.setAlignment(Pos.CENTER_LEFT);
    return card;
  }

  private Button paint() {
    Button paint =
        new Button(
            texts.get(model.maskProperty().get().isPresent() ? "mask.edit" : "mask.paint"),
            new FontIcon(MaterialDesignB.BRUSH));
    paint.setId("mask-paint");
    paint.setTooltip(new Tooltip(texts.get("mask.tip")));
    paint.getStyleClass().add(Styles.SMALL);
    paint.setMinWidth(USE_PREF_SIZE);
    paint.setOnAction(event -> paintMask());
    return paint;
  }

  private Button icon(String id, Ikon ikon, Runnable action) {
    Button button = new Button(null, new FontIcon(ikon));
    button.setId(id);
    button.setAccessibleText(texts.get(id));
    button.setTooltip(new Tooltip(texts.get(id)));
    button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, Styles.SMALL);
    button.setOnAction(event -> action.run());
    return button;
  }

  private void paintMask() {
    model
        .pictureProperty()
        .get()
        .ifPresent(
            picture ->
                new MaskDialog(
                        getScene().getWindow(),
                        picture.file(),
                        model.maskProperty().get(),
                        drawn.get(),
                        model.masks(),
                        mask -> model.maskProperty().set(Optional.of(mask)))
                    .show());
  }

  private void choose() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(texts.get("start"));
    chooser
        .getExtensionFilters()
        .add(
            new FileChooser.ExtensionFilter(
                texts.get("start.files"), "*.png", "*.jpg", "*.jpeg", "*.bmp", "*.gif", "*.webp"));
    File file = chooser.showOpenDialog(getScene().getWindow());
    if (file != null) {
      model.choose(file.toPath());
    }
  }
}
