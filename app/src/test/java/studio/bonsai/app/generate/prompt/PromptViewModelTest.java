// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.app.store.Database;
import studio.bonsai.app.store.Settings;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.TokenCount;
import studio.bonsai.engine.TokenCounter;

class PromptViewModelTest {
  @TempDir Path folder;

  private final ObjectProperty<Optional<Path>> chosen =
      new SimpleObjectProperty<>(Optional.of(Path.of("words")));
  private Settings settings;
  private PromptViewModel model;

  @BeforeEach
  void open() {
    settings = new Settings(Database.open(folder.resolve("studio.db")));
    model =
        new PromptViewModel(
            settings, chosen, Runnable::run, Runnable::run, PromptViewModelTest::counter);
  }

  @AfterEach
  void close() {
    settings.close();
  }

  /** Counts characters or words, three a chunk. */
  private static TokenCounter counter(Path path) {
    if (path.endsWith("broken")) {
      throw new EngineException("It is broken.");
    }
    String between = path.endsWith("words") ? " +" : "";
    return new TokenCounter() {
      @Override
      public TokenCount count(String prompt) {
        int tokens = prompt.isEmpty() ? 0 : prompt.split(between).length;
        int chunks = Math.max(1, (tokens + 2) / 3);
        return new TokenCount(tokens, chunks, 3 * chunks);
      }

      @Override
      public void close() {}
    };
  }

  private void type(String text) {
    model.promptProperty().set(text);
  }

  private String shown() {
    return model.promptProperty().get();
  }

  private void reopen() {
    close();
    open();
  }

  @Test
  void tokensAreCountedAsTypedAndAnewForAnotherModel() {
    type("two words");
    assertEquals(2, model.promptLengthProperty().get().orElseThrow().tokens());
    chosen.set(Optional.of(Path.of("letters")));
    assertEquals(9, model.promptLengthProperty().get().orElseThrow().tokens());
    chosen.set(Optional.of(Path.of("broken")));
    assertTrue(model.promptLengthProperty().get().isEmpty());
  }

  @Test
  void historyGoesBackAndForthAndKeepsTheDraft() {
    for (String text : List.of("first", "second")) {
      type(text);
      model.remember();
    }
    type("draft");
    model.showOlder();
    assertEquals("second", shown());
    model.showOlder();
    model.showOlder();
    assertEquals("first", shown());
    model.showNewer();
    model.showNewer();
    model.showNewer();
    assertEquals("draft", shown());
  }

  @Test
  void rightAfterDrawingTheOlderPromptIsTheOneBefore() {
    for (String text : List.of("first", "second")) {
      type(text);
      model.remember();
    }
    model.showOlder();
    assertEquals("first", shown());
    model.showNewer();
    assertEquals("second", shown());
  }

  @Test
  void historyOutlivesTheProgramAndHoldsNothingTwice() {
    for (String text : List.of("a", "b", "a")) {
      type(text);
      model.remember();
    }
    reopen();
    model.showOlder();
    model.showOlder();
    assertEquals("b", shown());
  }

  @Test
  void aStyleTakesThePromptIntoItsPlaceOrFollowsIt() {
    type("a cat");
    model.apply(new PromptStyle("oil", "oil painting of {prompt}, thick", "photo"));
    assertEquals("oil painting of a cat, thick", shown());
    assertEquals("photo", model.negativeProperty().get());
    model.apply(new PromptStyle("warm", "warm light", ""));
    assertEquals("oil painting of a cat, thick, warm light", shown());
  }

  @Test
  void stylesAreAddedRenamedChangedRemovedAndKept() {
    StylesViewModel styles = model.styles();
    int examples = styles.stylesProperty().get().size();
    type("red");
    model.keepAsStyle();
    assertFalse(styles.problemOf(" ").isEmpty());
    assertFalse(styles.problemOf(styles.stylesProperty().get().get(0).name()).isEmpty());
    styles.change("Warm", "red, warm", "cold");
    reopen();
    assertEquals(
        new PromptStyle("Warm", "red, warm", "cold"),
        model.styles().stylesProperty().get().get(examples));
    model.styles().selectedProperty().set(examples);
    model.styles().remove();
    assertEquals(examples, model.styles().stylesProperty().get().size());
    assertEquals(examples - 1, model.styles().selectedProperty().get());
  }
}
