// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.ask;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import studio.bonsai.app.models.InstalledModel;
import studio.bonsai.app.store.Settings;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.ModelShelf;

/** Which model draws. */
public final class ModelChoiceViewModel {
  private final Texts texts = Texts.of(ModelChoiceViewModel.class);
  private final ObservableList<InstalledModel> models;
  private final ObservableBooleanValue none;
  private final StringProperty name;
  private final ReadOnlyObjectWrapper<Optional<InstalledModel>> chosen =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  /**
   * @param models on the shelf; changes on the FX thread
   * @param none whether nothing lies there; changes after the models
   */
  public ModelChoiceViewModel(
      Settings settings, ObservableList<InstalledModel> models, ObservableBooleanValue none) {
    this.models = models;
    this.none = none;
    name = settings.text("generate.model", ModelShelf.DEFAULT);
    name.addListener((p, before, now) -> find());
    models.addListener((ListChangeListener<InstalledModel>) change -> find());
    none.addListener((p, before, now) -> onNone(before, now));
    find();
  }

  /** The first model of an empty shelf needs no choosing. */
  private void onNone(boolean before, boolean now) {
    if (before && !now && chosen.get().isEmpty()) {
      models.stream().filter(InstalledModel::isReadable).findFirst().ifPresent(this::choose);
    }
  }

  private void find() {
    chosen.set(models.stream().filter(m -> m.name().equals(name.get())).findFirst());
  }

  public ObservableList<InstalledModel> models() {
    return models;
  }

  /** Whether there is none to choose from; false while the shelf is being looked at. */
  ObservableBooleanValue none() {
    return none;
  }

  /** Empty while the shelf is being looked at, or when it is gone from there. */
  public ReadOnlyObjectProperty<Optional<InstalledModel>> chosenProperty() {
    return chosen.getReadOnlyProperty();
  }

  /** What is known of the chosen one; empty when it cannot be read. */
  public ObservableValue<Optional<InstalledModel.Facts>> factsProperty() {
    return chosen.map(model -> model.flatMap(InstalledModel::facts));
  }

  public void choose(InstalledModel model) {
    name.set(model.name());
  }

  /**
   * Chooses by name.
   *
   * @return whether it is there and can be read
   */
  public boolean choose(String wanted) {
    boolean there = models.stream().anyMatch(m -> m.name().equals(wanted) && m.isReadable());
    if (there) {
      name.set(wanted);
    }
    return there;
  }

  /** Why the chosen one cannot draw, in a sentence; empty when it can, or is looked for. */
  public ObservableValue<String> problemProperty() {
    return Bindings.createStringBinding(this::problem, chosen, name, models);
  }

  private String problem() {
    if (chosen.get().isPresent()) {
      return chosen.get().get().problem().orElse("");
    }
    return models.isEmpty() ? "" : texts.get("model.gone", name.get());
  }
}
