// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.models;

import atlantafx.base.theme.Styles;
import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputDialog;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import studio.bonsai.app.text.Bytes;
import studio.bonsai.app.text.Texts;

/** The shelf as cards, one below the other. */
final class ModelsView extends ScrollPane {
  private final ModelsViewModel model;
  private final Texts texts;
  private final ModelsSection.Neighbours neighbours;
  private final Runnable openCatalogue;
  private final VBox cards = new VBox(12);

  /**
   * @param openCatalogue brings what can be fetched into view
   */
  ModelsView(
      ModelsViewModel model,
      Texts texts,
      ModelsSection.Neighbours neighbours,
      Runnable openCatalogue) {
    this.model = model;
    this.texts = texts;
    this.neighbours = neighbours;
    this.openCatalogue = openCatalogue;
    setId("models");
    setFitToWidth(true);
    VBox page = new VBox(head(), complaint(), cards);
    page.getStyleClass().add("models-page");
    setContent(page);
    model.models().addListener((ListChangeListener<InstalledModel>) change -> fill());
    model.additions().addListener((ListChangeListener<Addition>) change -> fill());
    model.noneProperty().addListener((p, before, now) -> fill());
    fill();
    setOnDragOver(this::onDragOver);
    setOnDragDropped(this::onDropped);
  }

  private Node head() {
    Label hint = new Label(texts.get("hint"));
    hint.setWrapText(true);
    hint.getStyleClass().add(Styles.TEXT_MUTED);
    HBox.setHgrow(hint, Priority.ALWAYS);
    HBox head = new HBox(8, hint, button("add.file", this::chooseFile));
    head.getChildren().add(button("add.folder", this::chooseFolder));
    head.setAlignment(Pos.TOP_LEFT);
    return head;
  }

  private Button button(String key, Runnable action) {
    Button button = new Button(texts.get(key));
    button.setId("models-" + key.replace('.', '-'));
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(event -> action.run());
    return button;
  }

  private Node complaint() {
    Label complaint = new Label();
    complaint.setId("models-complaint");
    complaint.setWrapText(true);
    complaint.getStyleClass().add(Styles.DANGER);
    complaint.textProperty().bind(model.complaintProperty());
    complaint.managedProperty().bind(complaint.textProperty().isNotEmpty());
    return complaint;
  }

  private void fill() {
    Stream<Node> coming =
        model.additions().stream().map(addition -> new AdditionCard(addition, texts, model));
    Stream<Node> there = model.models().stream().map(this::card);
    cards.getChildren().setAll(Stream.concat(coming, there).toList());
    if (model.noneProperty().get() && model.additions().isEmpty()) {
      cards.getChildren().add(empty());
    }
  }

  private Node empty() {
    Label title = new Label(texts.get("empty.title"));
    title.getStyleClass().add(Styles.TITLE_3);
    Label text = new Label(texts.get("empty"));
    text.setWrapText(true);
    text.setTextAlignment(TextAlignment.CENTER);
    text.getStyleClass().add(Styles.TEXT_MUTED);
    Button catalogue = button("empty.catalogue", openCatalogue);
    catalogue.getStyleClass().add(Styles.ACCENT);
    VBox empty = new VBox(new FontIcon(MaterialDesignC.CUBE_OUTLINE), title, text, catalogue);
    empty.setId("models-empty");
    empty.getStyleClass().add("empty-pane");
    empty.setAlignment(Pos.CENTER);
    return empty;
  }

  private Node card(InstalledModel found) {
    ModelCard.Actions actions =
        new ModelCard.Actions(
            () -> neighbours.use().accept(found),
            () -> neighbours.show().accept(found.folder()),
            () -> rename(found),
            () -> remove(found));
    ModelCard card = new ModelCard(found, model.isBundled(found), texts, actions);
    model.describe(found, card::show);
    return card;
  }

  private void rename(InstalledModel found) {
    ask("rename.question", found.name()).ifPresent(name -> model.rename(found, name));
  }

  private void remove(InstalledModel found) {
    String size = found.facts().map(f -> Bytes.size(f.bytes())).orElse("?");
    Alert alert =
        new Alert(Alert.AlertType.CONFIRMATION, texts.get("remove.question", found.name(), size));
    alert.initOwner(getScene().getWindow());
    alert.setTitle(texts.get("remove"));
    alert.setHeaderText(null);
    if (alert.showAndWait().filter(ButtonType.OK::equals).isPresent()) {
      model.remove(found);
    }
  }

  private Optional<String> ask(String question, String initial) {
    TextInputDialog dialog = new TextInputDialog(initial);
    dialog.initOwner(getScene().getWindow());
    dialog.setTitle(texts.get("title"));
    dialog.setHeaderText(null);
    dialog.setContentText(texts.get(question));
    return dialog.showAndWait().map(String::strip).filter(name -> !name.isEmpty());
  }

  private void chooseFile() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(texts.get("add.file"));
    chooser
        .getExtensionFilters()
        .add(
            new FileChooser.ExtensionFilter(
                texts.get("add.files"), "*.safetensors", "*.ckpt", "*.pth", "*.bin"));
    Optional.ofNullable(chooser.showOpenDialog(getScene().getWindow()))
        .ifPresent(file -> add(List.of(file)));
  }

  private void chooseFolder() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(texts.get("add.folder"));
    Optional.ofNullable(chooser.showDialog(getScene().getWindow()))
        .ifPresent(file -> add(List.of(file)));
  }

  private void onDragOver(DragEvent event) {
    if (event.getDragboard().hasFiles()) {
      event.acceptTransferModes(TransferMode.COPY);
    }
    event.consume();
  }

  private void onDropped(DragEvent event) {
    add(event.getDragboard().getFiles());
    event.setDropCompleted(true);
    event.consume();
  }

  /** Whatever was dropped: what is no model is refused with the reason. */
  void add(List<File> files) {
    for (File file : files) {
      model.add(file.toPath(), model.suggestedName(file.toPath()));
    }
  }
}
