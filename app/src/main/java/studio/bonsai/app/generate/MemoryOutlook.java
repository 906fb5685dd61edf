// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.bonsai.app.jobs.Engines;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.EngineOptions;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.MemoryShortage;

/** Looks beside everything else whether the memory can hold what is asked for. */
final class MemoryOutlook {
  /**
   * What would be drawn.
   *
   * @param model where it lies
   */
  record Plan(Path model, EngineOptions options, GenerationRequest request) {}

  /** What is missing for a plan. */
  record Lack(Plan plan, MemoryShortage shortage) {}

  private static final Logger LOG = LoggerFactory.getLogger(MemoryOutlook.class);

  private final Executor background;
  private final Consumer<Runnable> fxThread;

  private final Engines engines;

  private final AtomicReference<List<Plan>> waiting = new AtomicReference<>();
  private final ReadOnlyObjectWrapper<Optional<Lack>> lack =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  /**
   * @param background does one thing after another
   * @param fxThread runs something where properties may change
   * @param engines apart from the queue's: weights are never loaded here
   */
  MemoryOutlook(Executor background, Consumer<Runnable> fxThread, Engines engines) {
    this.background = background;
    this.fxThread = fxThread;
    this.engines = engines;
  }

  /**
   * Looks anew; what is asked while it looks takes the place of what was asked before.
   *
   * @param plans all that would be drawn; empty when there is nothing
   */
  void look(List<Plan> plans) {
    if (waiting.getAndSet(plans) == null) {
      background.execute(
          () -> {
            Optional<Lack> now = worst(waiting.getAndSet(null));
            fxThread.accept(() -> lack.set(now));
          });
    }
  }

  private Optional<Lack> worst(List<Plan> plans) {
    return plans.stream()
        .flatMap(plan -> lack(plan).stream())
        .max(Comparator.comparingLong(lack -> lack.shortage().needed()));
  }

  /** Empty when it fits, or when nobody can tell. */
  ReadOnlyObjectProperty<Optional<Lack>> lackProperty() {
    return lack.getReadOnlyProperty();
  }

  private Optional<Lack> lack(Plan plan) {
    try {
      return engines
          .open(plan.model(), plan.options())
          .shortage(plan.request())
          .map(shortage -> new Lack(plan, shortage));
    } catch (EngineException | IllegalArgumentException e) {
      // The job says why it cannot be drawn.
      LOG.debug("what memory it takes is not known", e);
      return Optional.empty();
    }
  }
}
