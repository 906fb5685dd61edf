// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import atlantafx.base.controls.CustomTextField;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.StringConverter;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import studio.bonsai.app.text.Texts;

/** What narrows the gallery down, and how it is shown. */
final class FilterBar extends HBox {
  static final double SMALLEST_TILE = 90;
  static final double LARGEST_TILE = 300;

  private static final double BOX = 126;

  /** Holds "Alle Modelle" in the smallest window. */
  private static final double MODEL_BOX = 134;

  private final GalleryViewModel model;
  private final Texts texts;
  private final CustomTextField search = new CustomTextField();

  FilterBar(
      GalleryViewModel model,
      ObjectProperty<Double> tileSize,
      ObjectProperty<Boolean> detailsShown,
      Texts texts) {
    this.model = model;
    this.texts = texts;
    setId("gallery-filters");
    getStyleClass().add("filters");
    setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(search(), model(), period(), subject(), clear(), size(tileSize));
    getChildren().add(details(detailsShown));
  }

  /** Where one types to search. */
  void focusSearch() {
    search.requestFocus();
    search.selectAll();
  }

  private Node search() {
    search.setId("gallery-search");
    search.setPromptText(texts.get("search"));
    search.setAccessibleText(texts.get("search"));
    search.setLeft(new FontIcon(MaterialDesignM.MAGNIFY));
    search.setMinWidth(120);
    search.setPrefWidth(150);
    search.setMaxWidth(420);
    HBox.setHgrow(search, Priority.ALWAYS);
    search.textProperty().bindBidirectional(model.filters().searchProperty());
    Button clear =
        Icons.button(
            "gallery-search-clear",
            MaterialDesignC.CLOSE,
            texts.get("search.clear"),
            search::clear);
    clear.getStyleClass().add("search-clear");
    clear.setFocusTraversable(false);
    search
        .rightProperty()
        .bind(Bindings.when(search.textProperty().isEmpty()).then((Node) null).otherwise(clear));
    return search;
  }

  private Node model() {
    FacetBox box =
        new FacetBox(
            "gallery-model",
            texts.get("models.all"),
            model.models(),
            model.filters().modelProperty());
    return narrow(box);
  }

  private Node subject() {
    FacetBox box =
        new FacetBox(
            "gallery-subject",
            texts.get("subjects.all"),
            model.subjects(),
            model.filters().subjectProperty());
    return narrow(box);
  }

  private static FacetBox narrow(FacetBox box) {
    box.setPrefWidth(MODEL_BOX);
    box.setMinWidth(MODEL_BOX);
    return box;
  }

  private Node period() {
    ChoiceBox<Filters.Period> box = new ChoiceBox<>();
    box.setId("gallery-period");
    box.setAccessibleText(texts.get("period"));
    box.getItems().setAll(Filters.Period.values());
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Filters.Period period) {
            return period == null ? "" : texts.get("period." + period.name());
          }

          @Override
          public Filters.Period fromString(String text) {
            throw new UnsupportedOperationException("nobody types here");
          }
        });
    box.setPrefWidth(125);
    box.setMinWidth(BOX);
    box.valueProperty().bindBidirectional(model.filters().periodProperty());
    return box;
  }

  private Node clear() {
    Button button =
        Icons.button(
            "gallery-clear",
            MaterialDesignF.FILTER_REMOVE_OUTLINE,
            texts.get("filters.clear"),
            model.filters()::clear);
    BooleanBinding narrowed =
        Bindings.createBooleanBinding(
            () -> model.filters().isNarrowed(),
            model.filters().searchProperty(),
            model.filters().modelProperty(),
            model.filters().periodProperty(),
            model.filters().subjectProperty());
    button.disableProperty().bind(narrowed.not());
    return button;
  }

  private Node size(ObjectProperty<Double> tileSize) {
    Slider slider = new Slider(SMALLEST_TILE, LARGEST_TILE, tileSize.get());
    slider.setId("gallery-tile");
    slider.setAccessibleText(texts.get("tile"));
    slider.setTooltip(new Tooltip(texts.get("tile")));
    slider.setPrefWidth(100);
    slider.setMinWidth(60);
    slider.valueProperty().addListener((p, before, now) -> tileSize.set(now.doubleValue()));
    return slider;
  }

  private Node details(ObjectProperty<Boolean> shown) {
    ToggleButton button = new ToggleButton(null, new FontIcon(MaterialDesignI.INFORMATION_OUTLINE));
    button.setId("gallery-details-toggle");
    button.getStyleClass().add("details-toggle");
    button.setAccessibleText(texts.get("details"));
    button.setTooltip(new Tooltip(texts.get("details") + " (I)"));
    button.setSelected(shown.get());
    button.setOnAction(event -> shown.set(button.isSelected()));
    shown.addListener((p, before, now) -> button.setSelected(now));
    return button;
  }
}
