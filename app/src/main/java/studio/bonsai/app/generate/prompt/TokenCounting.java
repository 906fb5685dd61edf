// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.prompt;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.TokenCount;
import studio.bonsai.engine.TokenCounter;

/** Counts texts as the chosen model would, beside everything else. */
final class TokenCounting {
  private static final Logger LOG = LoggerFactory.getLogger(TokenCounting.class);

  private final Executor background;
  private final Consumer<Runnable> fxThread;
  private final Function<Path, TokenCounter> opener;
  private final AtomicReference<Optional<Path>> wanted = new AtomicReference<>(Optional.empty());

  /** Of the background alone. */
  private Optional<Path> opened = Optional.empty();

  private Optional<TokenCounter> counter = Optional.empty();

  /**
   * @param background does one thing after another
   * @param fxThread runs something where properties may change
   */
  TokenCounting(
      Executor background, Consumer<Runnable> fxThread, Function<Path, TokenCounter> opener) {
    this.background = background;
    this.fxThread = fxThread;
    this.opener = opener;
  }

  /**
   * The length of a text, counted anew as it or the model changes; empty while there is nobody to
   * count.
   */
  ReadOnlyObjectProperty<Optional<TokenCount>> watch(
      ObservableValue<String> text, ObservableValue<Optional<Path>> model) {
    ReadOnlyObjectWrapper<Optional<TokenCount>> count =
        new ReadOnlyObjectWrapper<>(Optional.empty());
    AtomicReference<String> waiting = new AtomicReference<>();
    Runnable ask =
        () -> {
          wanted.set(model.getValue());
          if (waiting.getAndSet(text.getValue()) == null) {
            background.execute(
                () -> {
                  Optional<TokenCount> now = count(waiting.getAndSet(null));
                  fxThread.accept(() -> count.set(now));
                });
          }
        };
    text.addListener((p, before, now) -> ask.run());
    model.addListener((p, before, now) -> ask.run());
    ask.run();
    return count.getReadOnlyProperty();
  }

  private Optional<TokenCount> count(String text) {
    try {
      open(wanted.get());
      return counter.map(c -> c.count(text));
    } catch (EngineException | IllegalArgumentException e) {
      LOG.debug("cannot count", e);
      return Optional.empty();
    }
  }

  private void open(Optional<Path> model) {
    if (!model.equals(opened)) {
      counter.ifPresent(TokenCounter::close);
      counter = Optional.empty();
      opened = model;
      counter = model.map(opener);
    }
  }
}
