// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.models.catalogue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.bonsai.app.jobs.ForeseenFailure;
import studio.bonsai.app.jobs.UnexpectedFailure;
import studio.bonsai.app.models.catalogue.CatalogueEntry.Stage;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.CatalogueModel;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.ModelCatalogue.Begun;
import studio.bonsai.engine.Precision;

/** The catalogue: what can be fetched, what is on its way, one after another. */
final class CatalogueViewModel {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogueViewModel.class);

  private final Downloads downloads;
  private final Executor queue;
  private final Executor background;
  private final Consumer<Runnable> fxThread;
  private final Runnable whenInstalled;
  private final ObservableList<CatalogueEntry> entries = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper complaint = new ReadOnlyStringWrapper("");
  private final Map<CatalogueModel, CancelToken> running = new HashMap<>();

  /**
   * @param queue one download after another
   * @param background looks at the disk beside that
   * @param fxThread runs something where properties may change
   * @param whenInstalled a model has come onto the shelf
   */
  CatalogueViewModel(
      Downloads downloads,
      Executor queue,
      Executor background,
      Consumer<Runnable> fxThread,
      Runnable whenInstalled) {
    this.downloads = downloads;
    this.queue = queue;
    this.background = background;
    this.fxThread = fxThread;
    this.whenInstalled = whenInstalled;
    downloads.models().forEach(model -> entries.add(CatalogueEntry.available(model)));
  }

  /** In the catalogue's order; changes on the FX thread. */
  ObservableList<CatalogueEntry> entries() {
    return entries;
  }

  /** Why the disk could not be looked at; empty when it could. */
  ReadOnlyStringProperty complaintProperty() {
    return complaint.getReadOnlyProperty();
  }

  /** Looks what is installed, and what earlier downloads left. */
  void refresh() {
    beside(
        () -> {
          Map<CatalogueModel, Begun> begun =
              downloads.begun().stream().collect(Collectors.toMap(Begun::model, b -> b));
          List<CatalogueEntry> found =
              downloads.models().stream()
                  .map(model -> look(model, Optional.ofNullable(begun.get(model))))
                  .toList();
          fxThread.accept(() -> found.forEach(this::take));
        });
  }

  private CatalogueEntry look(CatalogueModel model, Optional<Begun> begun) {
    return downloads.isInstalled(model)
        ? CatalogueEntry.installed(model)
        : begun.map(CatalogueEntry::begun).orElseGet(() -> CatalogueEntry.available(model));
  }

  /** What runs knows better, and what failed shall go on saying why. */
  private void take(CatalogueEntry found) {
    change(
        found.model(),
        entry ->
            entry.isRunning() || (entry.stage() == found.stage() && !entry.problem().isEmpty())
                ? entry
                : found);
  }

  /**
   * Fetches a model as {@link #get} does, once its licence is agreed to.
   *
   * @param agrees shows the licence, on the FX thread, unless it was agreed to before
   */
  void getOnceAgreed(CatalogueModel model, Precision precision, BooleanSupplier agrees) {
    complaint.set("");
    beside(
        () -> {
          boolean agreed = downloads.isAgreed(model.licence());
          fxThread.accept(
              () -> {
                if (agreed) {
                  get(model, precision);
                } else if (agrees.getAsBoolean()) {
                  agree(model, precision);
                }
              });
        });
  }

  private void agree(CatalogueModel model, Precision precision) {
    beside(
        () -> {
          downloads.agree(model.licence());
          fxThread.accept(() -> get(model, precision));
        });
  }

  /** Fetches a model once those before it are done; goes on where it stopped. */
  void get(CatalogueModel model, Precision precision) {
    if (running.containsKey(model)) {
      return;
    }
    CancelToken cancel = new CancelToken();
    running.put(model, cancel);
    complaint.set("");
    change(model, entry -> entry.at(Stage.QUEUED).with(precision));
    queue.execute(() -> fetch(model, precision, cancel));
  }

  private void fetch(CatalogueModel model, Precision precision, CancelToken cancel) {
    try {
      cancel.throwIfCancelled();
      tell(model, cancel, entry -> entry.at(Stage.ASKING));
      downloads.fetch(
          model, precision, now -> tell(model, cancel, entry -> entry.with(now)), cancel);
      end(model, cancel, entry -> CatalogueEntry.installed(model));
      whenInstalled.run();
    } catch (CancellationException e) {
      end(model, cancel, entry -> entry);
    } catch (EngineException e) {
      end(model, cancel, entry -> entry.stopped(ForeseenFailure.sentence(e)));
    } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
      LOG.error("a model cannot be fetched", e);
      end(model, cancel, entry -> entry.stopped(UnexpectedFailure.sentence(e)));
    }
  }

  /** What was paused hears no more of bytes that were on their way. */
  private void tell(
      CatalogueModel model, CancelToken cancel, UnaryOperator<CatalogueEntry> change) {
    fxThread.accept(
        () -> {
          if (!cancel.isCancelled()) {
            change(model, change);
          }
        });
  }

  private void end(CatalogueModel model, CancelToken cancel, UnaryOperator<CatalogueEntry> last) {
    fxThread.accept(
        () -> {
          if (running.remove(model, cancel)) {
            change(model, last);
          }
        });
  }

  /** Stops a download; what came stays. */
  void pause(CatalogueModel model) {
    Optional.ofNullable(running.remove(model)).ifPresent(CancelToken::cancel);
    change(model, entry -> entry.stopped(""));
  }

  /** Stops all downloads, for the program ends; what came stays. */
  void pauseAll() {
    running.values().forEach(CancelToken::cancel);
  }

  /** Stops a download for good; nothing of it stays. */
  void discard(CatalogueModel model) {
    pause(model);
    change(model, entry -> CatalogueEntry.available(model));
    // Behind the download itself, which may need a moment to end.
    queue.execute(() -> beside(Runnable::run, () -> downloads.discard(model)));
  }

  private void beside(Runnable task) {
    beside(background, task);
  }

  private void beside(Executor where, Runnable task) {
    where.execute(
        () -> {
          try {
            task.run();
          } catch (EngineException e) {
            fxThread.accept(() -> complaint.set(ForeseenFailure.sentence(e)));
          }
        });
  }

  private void change(CatalogueModel model, Function<CatalogueEntry, CatalogueEntry> change) {
    entries.replaceAll(entry -> entry.model().equals(model) ? change.apply(entry) : entry);
  }
}
