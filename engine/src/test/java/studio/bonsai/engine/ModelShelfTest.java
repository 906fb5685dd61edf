// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelShelfTest {
  private static final Path BUNDLED = Path.of(System.getProperty("bonsai.assets"), "models");
  private static final Path EMBEDDED = BUNDLED.resolve("bonsai-emoji");

  @TempDir Path folder;

  private ModelShelf shelf;

  @BeforeEach
  void makeShelf() {
    shelf = new ModelShelf(List.of(folder.resolve("models"), BUNDLED));
  }

  @Test
  void anAddedModelIsFoundByItsName() {
    AtomicLong written = new AtomicLong();
    ConversionOptions options =
        new ConversionOptions(
            java.util.Optional.empty(),
            java.util.Optional.empty(),
            false,
            note -> {},
            written::addAndGet);
    Path added = shelf.add(EMBEDDED, " my model ", options, CancelToken.none());
    assertEquals(shelf.find("my model"), added);
    assertEquals(Engine.inspect(EMBEDDED), Engine.inspect(added));
    assertEquals(Engine.inspect(EMBEDDED).bytes(), written.get());
  }

  @Test
  void aCancelledAdditionLeavesNothing() throws IOException {
    CancelToken cancel = new CancelToken();
    cancel.cancel();
    assertThrows(
        CancellationException.class,
        () -> shelf.add(EMBEDDED, "mine", ConversionOptions.asItIs(), cancel));
    assertFalse(shelf.has("mine"));
    try (Stream<Path> left = Files.list(shelf.home())) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void aNameThatIsTakenIsRefused() {
    EngineException e =
        assertThrows(
            EngineException.class,
            () ->
                shelf.add(
                    EMBEDDED, "bonsai-emoji", ConversionOptions.asItIs(), CancelToken.none()));
    assertTrue(e.getMessage().contains("another name"), e.getMessage());
  }

  @Test
  void aNameMustNotLeaveTheShelf() {
    for (String name : List.of("../x", "a/b", "", ".hidden", "a\\b", " ")) {
      assertThrows(IllegalArgumentException.class, () -> shelf.placeFor(name), name);
    }
  }

  @Test
  void aModelCanBeRenamedAndRemoved() throws IOException {
    Path added = shelf.add(EMBEDDED, "a", ConversionOptions.asItIs(), CancelToken.none());
    Path renamed = shelf.rename(added, "b");
    assertFalse(shelf.has("a"));
    assertEquals(renamed, shelf.find("b"));
    shelf.remove(renamed);
    assertFalse(shelf.has("b"));
    try (Stream<Path> left = Files.list(shelf.home())) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void whatCameWithTheProgramStays() {
    assertTrue(shelf.isBundled(EMBEDDED));
    assertThrows(EngineException.class, () -> shelf.remove(EMBEDDED));
    assertThrows(EngineException.class, () -> shelf.rename(EMBEDDED, "other"));
    assertTrue(shelf.has("bonsai-emoji"));
  }
}
