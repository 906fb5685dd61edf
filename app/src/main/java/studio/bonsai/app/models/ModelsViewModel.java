// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.models;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.bonsai.app.jobs.ForeseenFailure;
import studio.bonsai.app.jobs.UnexpectedFailure;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.ConversionOptions;
import studio.bonsai.engine.Engine;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.Inspection;
import studio.bonsai.engine.ModelShelf;

/** The shelf of models: what is on it, and what is about to be. */
final class ModelsViewModel {
  private static final Logger LOG = LoggerFactory.getLogger(ModelsViewModel.class);

  private final ModelShelf shelf;
  private final InstalledModels installed;
  private final Executor background;
  private final Consumer<Runnable> fxThread;
  private final Function<InstalledModel, Optional<Path>> newest;
  private final ObservableList<Addition> additions = FXCollections.observableArrayList();
  private final Map<Long, CancelToken> running = new HashMap<>();
  private final ReadOnlyStringWrapper complaint = new ReadOnlyStringWrapper("");
  private long nextId = 1;

  /**
   * @param fxThread runs something where properties may change
   * @param newest the newest picture that was drawn with a model
   */
  ModelsViewModel(
      ModelShelf shelf,
      InstalledModels installed,
      Executor background,
      Consumer<Runnable> fxThread,
      Function<InstalledModel, Optional<Path>> newest) {
    this.shelf = shelf;
    this.installed = installed;
    this.background = background;
    this.fxThread = fxThread;
    this.newest = newest;
  }

  ObservableList<InstalledModel> models() {
    return installed.list();
  }

  /** Whether nothing is installed; false while it is not known. */
  ReadOnlyBooleanProperty noneProperty() {
    return installed.noneProperty();
  }

  /** Changes on the FX thread. */
  ObservableList<Addition> additions() {
    return additions;
  }

  /** Why the last thing was not done; empty when it was. */
  ReadOnlyStringProperty complaintProperty() {
    return complaint.getReadOnlyProperty();
  }

  boolean isBundled(InstalledModel model) {
    return shelf.isBundled(model.folder());
  }

  /** Looks for licence and sample beside everything else; tells on the FX thread. */
  void describe(InstalledModel model, Consumer<ModelPapers> listener) {
    background.execute(
        () -> {
          ModelPapers papers = ModelPapers.of(model, newest);
          fxThread.accept(() -> listener.accept(papers));
        });
  }

  /** The name that a dropped folder or file suggests, made free by a number when it is taken. */
  String suggestedName(Path source) {
    String plain =
        source
            .toAbsolutePath()
            .normalize()
            .getFileName()
            .toString()
            .replaceAll("\\.[A-Za-z]+$", "");
    String clean = plain.replaceAll("[^\\p{L}\\p{N} ._-]", "-").replaceAll("^[^\\p{L}\\p{N}]+", "");
    String base = clean.isBlank() ? "model" : clean.strip();
    String name = base;
    for (int i = 2; shelf.has(name); i++) {
      name = base + " " + i;
    }
    return name;
  }

  /** Adds a model beside everything else; it is refused with the reason if it is none. */
  void add(Path source, String name) {
    CancelToken cancel = new CancelToken();
    Addition addition =
        new Addition(nextId++, source, name, OptionalDouble.empty(), Optional.empty());
    additions.add(addition);
    running.put(addition.id(), cancel);
    background.execute(() -> add(addition, cancel));
  }

  private void add(Addition addition, CancelToken cancel) {
    try {
      Inspection found = Engine.inspect(addition.source());
      double all = Math.max(1, found.bytes());
      ConversionOptions asked = ConversionOptions.asItIs();
      ConversionOptions options =
          new ConversionOptions(
              asked.precision(),
              asked.velocity(),
              asked.averaged(),
              asked.notes(),
              bytes -> tell(addition, a -> a.further(bytes / all)));
      Path unused = shelf.add(addition.source(), addition.name(), options, cancel);
      installed.refresh();
      fxThread.accept(() -> dismiss(addition.id()));
    } catch (CancellationException e) {
      fxThread.accept(() -> dismiss(addition.id()));
    } catch (EngineException | IllegalArgumentException e) {
      tell(addition, a -> a.refused(ForeseenFailure.sentence(e)));
    } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
      LOG.error("a model cannot be added", e);
      tell(addition, a -> a.refused(UnexpectedFailure.sentence(e)));
    }
  }

  private void tell(Addition addition, UnaryOperator<Addition> change) {
    fxThread.accept(() -> additions.replaceAll(a -> a.id() == addition.id() ? change.apply(a) : a));
  }

  /** Stops an addition; nothing of it stays. */
  void cancel(long id) {
    Optional.ofNullable(running.get(id)).ifPresent(CancelToken::cancel);
  }

  /** Forgets a refused addition. */
  void dismiss(long id) {
    running.remove(id);
    additions.removeIf(a -> a.id() == id);
  }

  void rename(InstalledModel model, String name) {
    change(() -> shelf.rename(model.folder(), name));
  }

  void remove(InstalledModel model) {
    change(() -> shelf.remove(model.folder()));
  }

  private void change(Runnable change) {
    complaint.set("");
    background.execute(
        () -> {
          try {
            change.run();
            installed.refresh();
          } catch (EngineException | IllegalArgumentException e) {
            fxThread.accept(() -> complaint.set(ForeseenFailure.sentence(e)));
          }
        });
  }
}
