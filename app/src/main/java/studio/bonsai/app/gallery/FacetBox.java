// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.util.StringConverter;
import studio.bonsai.app.gallery.index.Facet;

/** Chooses one of the values that pictures share, or all. */
final class FacetBox extends ComboBox<Optional<String>> {
  private final String all;
  private final ObservableList<Facet> facets;
  private final ObjectProperty<Optional<String>> chosen;
  private boolean filling;

  /**
   * @param all what stands there when nothing is chosen
   */
  FacetBox(
      String id,
      String all,
      ObservableList<Facet> facets,
      ObjectProperty<Optional<String>> chosen) {
    this.all = all;
    this.facets = facets;
    this.chosen = chosen;
    setId(id);
    setAccessibleText(all);
    setVisibleRowCount(12);
    setConverter(new Names());
    setCellFactory(list -> new Counted());
    facets.addListener((ListChangeListener<Facet>) change -> fill());
    chosen.addListener((p, before, now) -> setValue(now));
    valueProperty().addListener((p, before, now) -> take(now));
    fill();
  }

  /** Filling the list must not choose anything. */
  private void fill() {
    filling = true;
    List<Optional<String>> values = new ArrayList<>();
    values.add(Optional.empty());
    facets.forEach(facet -> values.add(Optional.of(facet.value())));
    if (!values.contains(chosen.get())) {
      values.add(chosen.get());
    }
    getItems().setAll(values);
    setValue(chosen.get());
    filling = false;
  }

  private void take(Optional<String> value) {
    if (!filling && value != null) {
      chosen.set(value);
    }
  }

  private final class Names extends StringConverter<Optional<String>> {
    @Override
    public String toString(Optional<String> value) {
      return value == null ? all : value.orElse(all);
    }

    @Override
    public Optional<String> fromString(String text) {
      return Optional.of(text);
    }
  }

  private final class Counted extends ListCell<Optional<String>> {
    @Override
    protected void updateItem(Optional<String> value, boolean empty) {
      super.updateItem(value, empty);
      setText(empty || value == null ? null : value.map(this::counted).orElse(all));
    }

    private String counted(String name) {
      return name
          + facets.stream()
              .filter(facet -> facet.value().equals(name))
              .map(facet -> "  ·  " + facet.count())
              .collect(Collectors.joining());
    }
  }
}
