// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.models;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.bonsai.app.jobs.Background;
import studio.bonsai.app.jobs.ForeseenFailure;
import studio.bonsai.app.jobs.FxBridge;
import studio.bonsai.engine.Engine;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.Inspection;
import studio.bonsai.engine.ModelShelf;

/** The models that are installed, for every part of the window that shows them. */
public final class InstalledModels {
  private final ModelShelf shelf;
  private final ObservableList<InstalledModel> list = FXCollections.observableArrayList();
  private final ObservableList<InstalledModel> seen =
      FXCollections.unmodifiableObservableList(list);
  private final ReadOnlyBooleanWrapper none = new ReadOnlyBooleanWrapper(false);
  private final Executor background;
  private final Consumer<Runnable> fxThread;

  public InstalledModels(ModelShelf shelf) {
    this(shelf, Background.oneAfterAnother("models"), FxBridge::run);
  }

  /**
   * @param background one thing after another
   * @param fxThread runs something where the list may change
   */
  InstalledModels(ModelShelf shelf, Executor background, Consumer<Runnable> fxThread) {
    this.shelf = shelf;
    this.background = background;
    this.fxThread = fxThread;
    refresh();
  }

  /** Changes on the FX thread alone. */
  public ObservableList<InstalledModel> list() {
    return seen;
  }

  /**
   * Whether the shelf was looked at and nothing lies on it; false while it is not known. Changes on
   * the FX thread alone, after the list.
   */
  public ReadOnlyBooleanProperty noneProperty() {
    return none.getReadOnlyProperty();
  }

  /** Looks at the shelf anew, beside everything else. */
  public void refresh() {
    background.execute(
        () -> {
          List<InstalledModel> found = shelf.models().stream().map(this::look).toList();
          fxThread.accept(() -> show(found));
        });
  }

  private void show(List<InstalledModel> found) {
    list.setAll(found);
    none.set(found.isEmpty());
  }

  private InstalledModel look(Path folder) {
    String name = folder.getFileName().toString();
    try {
      return new InstalledModel(name, folder, Optional.of(facts(folder)), Optional.empty());
    } catch (EngineException e) {
      return new InstalledModel(
          name, folder, Optional.empty(), Optional.of(ForeseenFailure.sentence(e)));
    }
  }

  private static InstalledModel.Facts facts(Path folder) {
    Inspection found = Engine.inspect(folder);
    return new InstalledModel.Facts(
        ArchitectureWords.of(found.architecture()),
        found.parameters(),
        found.bytes(),
        precision(found),
        found.defaults(),
        found.samplers());
  }

  private static String precision(Inspection found) {
    return found.parts().stream()
        .filter(part -> part.name().equals("unet"))
        .map(Inspection.Part::precision)
        .findFirst()
        .orElse("");
  }
}
