// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.results;

import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.bonsai.app.jobs.ForeseenFailure;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.AtomicFile;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.Variation;

/** The pictures that came last, and what can be done with them. FX thread only. */
public final class ResultsViewModel {
  /** Only their small pictures are kept. */
  static final int MOST = 200;

  /** How many are there again after a start. */
  private static final int REMEMBERED = 24;

  private static final int VARIATIONS = 4;

  private final Texts texts = Texts.of(ResultsViewModel.class);
  private final ObservableList<Result> results = FXCollections.observableArrayList();
  private final ObservableList<Result> chosen = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
  private final ResultReader reader;
  private final ResultActions actions;
  private final Executor background;
  private final Consumer<Runnable> fxThread;

  /**
   * @param background for what may wait
   * @param fxThread runs something where properties may change
   */
  public ResultsViewModel(
      ResultReader reader,
      ResultActions actions,
      Executor background,
      Consumer<Runnable> fxThread) {
    this.reader = reader;
    this.actions = actions;
    this.background = background;
    this.fxThread = fxThread;
  }

  /**
   * Shows what an earlier run of the program drew last.
   *
   * @param then is run on the FX thread when it is there
   */
  void remember(Path pictures, Runnable then) {
    reader.readNewest(
        pictures,
        REMEMBERED,
        found -> {
          found.stream().filter(r -> !isKnown(r.file())).forEach(results::add);
          then.run();
        });
  }

  private boolean isKnown(Path file) {
    return results.stream().anyMatch(result -> result.file().equals(file));
  }

  /**
   * A picture lies on disk; any thread.
   *
   * @param shown told on the FX thread; empty when it cannot be read
   */
  void add(Path file, Consumer<Optional<Result>> shown) {
    reader.read(
        file,
        result -> {
          result.ifPresent(this::add);
          shown.accept(result);
        });
  }

  private void add(Result result) {
    results.add(0, result);
    if (results.size() > MOST) {
      results.remove(MOST, results.size());
    }
  }

  /** The newest first. */
  public ObservableList<Result> results() {
    return results;
  }

  /** Those that the user picked; the last one picked is the last. */
  public ObservableList<Result> chosen() {
    return chosen;
  }

  /** The one that commands are about. */
  public Optional<Result> lead() {
    return chosen.isEmpty() ? Optional.empty() : Optional.of(chosen.get(chosen.size() - 1));
  }

  /** What came of a command, in a sentence; empty when there is nothing to say. */
  public ReadOnlyStringProperty noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  /** Draws the chosen picture once more, but for its seed. */
  void again() {
    draw(
        request ->
            request.toBuilder().seed(actions.freshSeed().getAsLong()).count(1).batch(1).build());
  }

  /** Draws siblings of the chosen picture. */
  void vary() {
    draw(
        request ->
            request.toBuilder()
                .variation(
                    new Variation(actions.freshSeed().getAsLong(), Variation.DEFAULT_STRENGTH))
                .count(VARIATIONS)
                .batch(1)
                .build());
  }

  private void draw(UnaryOperator<GenerationRequest> change) {
    notice.set("");
    if (lead().isEmpty()) {
      return;
    }
    Optional<GenerationRequest> request = lead().flatMap(r -> r.memory().request());
    Optional<String> model = lead().flatMap(r -> r.memory().model());
    if (request.isEmpty() || model.isEmpty()) {
      notice.set(texts.get("unknown"));
      return;
    }
    try {
      Path folder = actions.models().apply(model.get());
      actions.draw().draw(folder, change.apply(request.get()));
    } catch (EngineException e) {
      notice.set(ForeseenFailure.sentence(e));
    }
  }

  void useSettings() {
    lead()
        .ifPresent(
            result ->
                result
                    .memory()
                    .request()
                    .ifPresentOrElse(
                        r -> actions.prompt().useSettings(r, result.memory().model()),
                        () -> notice.set(texts.get("unknown"))));
  }

  void useAsInput() {
    lead().ifPresent(result -> actions.prompt().useAsInput(result.file()));
  }

  void showInFolder() {
    lead().ifPresent(result -> beside(() -> actions.showInFolder().accept(result.file())));
  }

  /** Moves the chosen pictures to the bin; the one beside them is chosen next. */
  void delete() {
    List<Result> gone = List.copyOf(chosen);
    if (gone.isEmpty()) {
      return;
    }
    int place = results.indexOf(gone.get(0));
    beside(
        () -> {
          for (Result result : gone) {
            actions.bin().accept(result.file());
            fxThread.accept(() -> results.remove(result));
          }
          fxThread.accept(() -> afterDeletion(gone.size(), place));
        });
  }

  private void afterDeletion(int count, int place) {
    notice.set(texts.get("deleted", count));
    if (results.isEmpty()) {
      chosen.clear();
    } else {
      chosen.setAll(results.get(Math.max(0, Math.min(place, results.size() - 1))));
    }
  }

  /** Copies the chosen picture's file; the target is complete or as it was. */
  void saveAs(Path target) {
    lead()
        .ifPresent(
            result ->
                beside(
                    () -> {
                      AtomicFile.write(
                          target, to -> Files.copy(result.file(), Channels.newOutputStream(to)));
                      fxThread.accept(() -> notice.set(texts.get("saved", target)));
                    }));
  }

  private void beside(Runnable task) {
    notice.set("");
    background.execute(
        () -> {
          try {
            task.run();
          } catch (EngineException e) {
            fxThread.accept(() -> notice.set(ForeseenFailure.sentence(e)));
          }
        });
  }
}
