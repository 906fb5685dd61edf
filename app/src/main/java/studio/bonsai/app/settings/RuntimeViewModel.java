// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.settings;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.bonsai.app.jobs.ForeseenFailure;
import studio.bonsai.app.jobs.UnexpectedFailure;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.Gpu;

/** The graphics cards of this machine, and what it takes to draw on one. */
final class RuntimeViewModel {
  private static final Logger LOG = LoggerFactory.getLogger(RuntimeViewModel.class);

  /** How far it is. */
  enum Stage {
    UNKNOWN,
    LOOKING,
    /** Nothing to be done: no card, or it draws already. */
    SETTLED,
    /** A card lies idle. */
    IDLE,
    ASKING,
    /** The user knows what would be fetched. */
    OFFERED,
    FETCHING,
    /** From the next start on. */
    INSTALLED
  }

  private final GraphicsCards cards;
  private final Executor background;
  private final Consumer<Runnable> fxThread;
  private final ReadOnlyObjectWrapper<Stage> stage = new ReadOnlyObjectWrapper<>(Stage.UNKNOWN);
  private final ReadOnlyObjectWrapper<String> inUse = new ReadOnlyObjectWrapper<>("");
  private final ReadOnlyObjectWrapper<String> complaint = new ReadOnlyObjectWrapper<>("");
  private final ReadOnlyObjectWrapper<Optional<GraphicsCards.Offer>> offer =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
  private final ObservableList<Gpu> gpus = FXCollections.observableArrayList();
  private CancelToken cancel = CancelToken.none();

  /**
   * @param fxThread runs something where properties may change
   */
  RuntimeViewModel(GraphicsCards cards, Executor background, Consumer<Runnable> fxThread) {
    this.cards = cards;
    this.background = background;
    this.fxThread = fxThread;
  }

  ReadOnlyObjectProperty<Stage> stageProperty() {
    return stage.getReadOnlyProperty();
  }

  /** What draws now, in a line; empty until it is known. */
  ReadOnlyObjectProperty<String> inUseProperty() {
    return inUse.getReadOnlyProperty();
  }

  /** Why the last thing failed; empty when it did not. */
  ReadOnlyObjectProperty<String> complaintProperty() {
    return complaint.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Optional<GraphicsCards.Offer>> offerProperty() {
    return offer.getReadOnlyProperty();
  }

  /** Of fetching, 0 to 1. */
  ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** Those that were found; changes on the FX thread. */
  ObservableList<Gpu> gpus() {
    return gpus;
  }

  /** Looks at the machine, once. */
  void look() {
    if (stage.get() != Stage.UNKNOWN) {
      return;
    }
    stage.set(Stage.LOOKING);
    beside(
        Stage.SETTLED,
        () -> {
          List<Gpu> found = cards.gpus();
          String used = cards.inUse();
          boolean idle = cards.isIdle();
          fxThread.accept(
              () -> {
                gpus.setAll(found);
                inUse.set(used);
                stage.set(idle ? Stage.IDLE : Stage.SETTLED);
              });
        });
  }

  /** Asks what there is to fetch. */
  void ask() {
    stage.set(Stage.ASKING);
    beside(
        Stage.IDLE,
        () -> {
          GraphicsCards.Offer found = cards.offer();
          fxThread.accept(
              () -> {
                offer.set(Optional.of(found));
                stage.set(Stage.OFFERED);
              });
        });
  }

  /** Fetches what was offered; goes on where an earlier attempt stopped. */
  void fetch() {
    GraphicsCards.Offer chosen = offer.get().orElseThrow();
    CancelToken token = new CancelToken();
    cancel = token;
    stage.set(Stage.FETCHING);
    beside(
        Stage.OFFERED,
        () -> {
          double all = Math.max(1, chosen.bytesToFetch());
          chosen.install(done -> fxThread.accept(() -> progress.set(done / all)), token);
          fxThread.accept(() -> stage.set(Stage.INSTALLED));
        });
  }

  void cancel() {
    cancel.cancel();
  }

  /**
   * @param otherwise the stage to go back to when it fails
   */
  private void beside(Stage otherwise, Runnable task) {
    complaint.set("");
    background.execute(
        () -> {
          try {
            task.run();
          } catch (CancellationException e) {
            fxThread.accept(() -> stage.set(otherwise));
          } catch (EngineException e) {
            fail(otherwise, ForeseenFailure.sentence(e));
          } catch (RuntimeException | LinkageError e) {
            LOG.error("the graphics cards", e);
            fail(otherwise, UnexpectedFailure.sentence(e));
          }
        });
  }

  private void fail(Stage otherwise, String sentence) {
    fxThread.accept(
        () -> {
          complaint.set(sentence);
          stage.set(otherwise);
        });
  }
}
