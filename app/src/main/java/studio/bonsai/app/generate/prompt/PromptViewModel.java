// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.prompt;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import studio.bonsai.app.store.Settings;
import studio.bonsai.engine.TokenCount;
import studio.bonsai.engine.TokenCounter;

/** What to draw in words. */
public final class PromptViewModel {
  private static final int MOST_RECENT = 15;

  private final StringProperty prompt;
  private final StringProperty negative;
  private final ReadOnlyObjectProperty<Optional<TokenCount>> promptLength;
  private final ReadOnlyObjectProperty<Optional<TokenCount>> negativeLength;
  private final PromptHistory history;
  private final StylesViewModel styles;

  /**
   * @param model that will draw, when it can be read
   * @param background counts tokens, one thing after another
   * @param fxThread runs something where properties may change
   * @param opener knows a model's tokens
   */
  public PromptViewModel(
      Settings settings,
      ObservableValue<Optional<Path>> model,
      Executor background,
      Consumer<Runnable> fxThread,
      Function<Path, TokenCounter> opener) {
    prompt = settings.text("generate.prompt", "");
    negative = settings.text("generate.negative", "");
    history = new PromptHistory(settings);
    styles = new StylesViewModel(settings);
    TokenCounting counting = new TokenCounting(background, fxThread, opener);
    promptLength = counting.watch(prompt, model);
    negativeLength = counting.watch(negative, model);
  }

  public StringProperty promptProperty() {
    return prompt;
  }

  public StringProperty negativeProperty() {
    return negative;
  }

  ReadOnlyObjectProperty<Optional<TokenCount>> promptLengthProperty() {
    return promptLength;
  }

  ReadOnlyObjectProperty<Optional<TokenCount>> negativeLengthProperty() {
    return negativeLength;
  }

  StylesViewModel styles() {
    return styles;
  }

  private PromptPair pair() {
    return new PromptPair(prompt.get(), negative.get());
  }

  /** What was drawn lately, the newest first. */
  List<PromptPair> recent() {
    List<PromptPair> newest = new ArrayList<>(history.drawn());
    Collections.reverse(newest);
    return newest.subList(0, Math.min(MOST_RECENT, newest.size()));
  }

  void show(PromptPair pair) {
    prompt.set(pair.prompt());
    negative.set(pair.negative());
  }

  /** Keeps what is drawn in the history. */
  public void remember() {
    history.add(pair());
  }

  void showOlder() {
    show(history.older(pair()));
  }

  void showNewer() {
    show(history.newer(pair()));
  }

  /** Puts a style round what is written. */
  void apply(PromptStyle style) {
    show(style.applyTo(pair()));
  }

  /** Makes a style of what is written. */
  void keepAsStyle() {
    styles.add(pair());
  }
}
