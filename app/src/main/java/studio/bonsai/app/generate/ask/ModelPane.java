// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.ask;

import atlantafx.base.theme.Styles;
import java.text.NumberFormat;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import studio.bonsai.app.models.InstalledModel;
import studio.bonsai.app.text.Bytes;
import studio.bonsai.app.text.Texts;

/** Which model draws, and what it is. */
public final class ModelPane extends VBox {
  private static final double MEGA = 1e6;

  private final ModelChoiceViewModel model;
  private final Texts texts = Texts.of(ModelPane.class);
  private final ComboBox<InstalledModel> box = new ComboBox<>();
  private boolean filling;

  /** Held, for listeners of what is derived are not held by themselves. */
  private final ObservableValue<String> problem;

  /**
   * @param openModels brings the shelf into view
   * @param openCatalogue brings what can be fetched into view
   */
  public ModelPane(ModelChoiceViewModel model, Runnable openModels, Runnable openCatalogue) {
    this.model = model;
    problem = model.problemProperty();
    getStyleClass().add("ask-pane");
    box.setId("model");
    box.setAccessibleText(texts.get("model"));
    box.setMaxWidth(Double.MAX_VALUE);
    box.setCellFactory(list -> new Cell());
    box.setButtonCell(new Cell());
    box.getStyleClass().add("model-box");
    HBox.setHgrow(box, Priority.ALWAYS);
    box.valueProperty().addListener((p, before, now) -> choose(now));
    model.models().addListener((ListChangeListener<InstalledModel>) change -> fill());
    model.chosenProperty().addListener((p, before, now) -> fill());
    fill();
    HBox row = new HBox(4, box, open(openModels));
    row.setAlignment(Pos.CENTER_LEFT);
    row.visibleProperty().bind(Bindings.not(model.none()));
    row.managedProperty().bind(row.visibleProperty());
    getChildren().addAll(head(), row, invitation(openModels, openCatalogue), problem());
  }

  /** In the box's place while there is nothing to choose. */
  private Node invitation(Runnable openModels, Runnable openCatalogue) {
    Label sentence = new Label(texts.get("model.none"));
    sentence.setId("model-none");
    sentence.setWrapText(true);
    sentence.setMinHeight(USE_PREF_SIZE);
    Button catalogue = button("model-catalogue", "model.catalogue", openCatalogue);
    catalogue.getStyleClass().add(Styles.ACCENT);
    FlowPane ways = new FlowPane(8, 8, catalogue, button("model-add", "model.add", openModels));
    VBox invitation = new VBox(10, sentence, ways);
    invitation.getStyleClass().add("model-none");
    invitation.visibleProperty().bind(model.none());
    invitation.managedProperty().bind(invitation.visibleProperty());
    return invitation;
  }

  private Button button(String id, String key, Runnable action) {
    Button button = new Button(texts.get(key));
    button.setId(id);
    button.setOnAction(event -> action.run());
    return button;
  }

  private Node head() {
    Label title = new Label(texts.get("model"));
    title.setLabelFor(box);
    title.getStyleClass().add(Styles.TEXT_BOLD);
    return title;
  }

  private Button open(Runnable openModels) {
    Button open = new Button(null, new FontIcon(MaterialDesignC.CUBE_OUTLINE));
    open.setId("open-models");
    open.setAccessibleText(texts.get("model.open"));
    open.setTooltip(new Tooltip(texts.get("model.open")));
    open.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
    open.setOnAction(event -> openModels.run());
    return open;
  }

  private Label problem() {
    Label label = new Label();
    label.setId("model-problem");
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    label.getStyleClass().add("ask-problem");
    label.textProperty().bind(problem);
    label.visibleProperty().bind(label.textProperty().isNotEmpty());
    label.managedProperty().bind(label.visibleProperty());
    return label;
  }

  private void fill() {
    filling = true;
    box.setValue(null);
    box.getItems().setAll(model.models());
    box.setValue(model.chosenProperty().get().orElse(null));
    filling = false;
  }

  private void choose(InstalledModel now) {
    if (!filling && now != null) {
      model.choose(now);
    }
  }

  private String facts(InstalledModel.Facts facts) {
    NumberFormat number = NumberFormat.getNumberInstance();
    number.setMaximumFractionDigits(facts.parameters() < 100 * MEGA ? 1 : 0);
    return String.join(
        "  ·  ",
        texts.get("model.parameters", number.format(facts.parameters() / MEGA)),
        Bytes.size(facts.bytes()),
        facts.precision());
  }

  /** Name above, facts or reason below. */
  private final class Cell extends ListCell<InstalledModel> {
    private final Label name = new Label();
    private final Label what = new Label();
    private final Label measures = new Label();
    private final VBox lines = new VBox(name, what, measures);

    Cell() {
      getStyleClass().add("model-cell");
      name.getStyleClass().add(Styles.TEXT_BOLD);
      what.getStyleClass().add("ask-muted");
      measures.getStyleClass().add("ask-muted");
      lines.setMinWidth(0);
      lines.setPrefWidth(200);
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(InstalledModel found, boolean empty) {
      super.updateItem(found, empty);
      if (empty || found == null) {
        setGraphic(null);
        return;
      }
      Optional<InstalledModel.Facts> facts = found.facts();
      name.setText(found.name());
      what.setText(facts.map(InstalledModel.Facts::architecture).or(found::problem).orElse(""));
      what.setWrapText(facts.isEmpty());
      measures.setText(facts.map(ModelPane.this::facts).orElse(""));
      measures.setManaged(facts.isPresent());
      what.getStyleClass().setAll("label", facts.isPresent() ? "ask-muted" : "ask-problem");
      setDisable(facts.isEmpty());
      setGraphic(lines);
    }
  }
}
