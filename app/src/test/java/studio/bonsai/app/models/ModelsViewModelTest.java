// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.ModelShelf;

class ModelsViewModelTest {
  private static final Path BUNDLED = Path.of(System.getProperty("bonsai.assets"), "models");

  @TempDir Path folder;

  /** What would run beside; a test runs it when it wants. */
  private final Queue<Runnable> waiting = new ArrayDeque<>();

  private Optional<Path> newest = Optional.empty();
  private ModelShelf shelf;
  private ModelsViewModel model;

  @BeforeEach
  void makeModel() {
    shelf = new ModelShelf(List.of(folder.resolve("models"), BUNDLED));
    InstalledModels installed = new InstalledModels(shelf, waiting::add, Runnable::run);
    model = new ModelsViewModel(shelf, installed, waiting::add, Runnable::run, m -> newest);
    runAll();
  }

  private void runAll() {
    while (!waiting.isEmpty()) {
      waiting.remove().run();
    }
  }

  private List<String> own() {
    return model.models().stream()
        .filter(m -> !model.isBundled(m))
        .map(InstalledModel::name)
        .toList();
  }

  private InstalledModel named(String name) {
    return model.models().stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void theBundledModelIsThereWithItsFacts() {
    InstalledModel emoji = named("bonsai-emoji");
    assertTrue(model.isBundled(emoji));
    InstalledModel.Facts facts = emoji.facts().orElseThrow();
    assertEquals("float16", facts.precision());
    assertEquals(25, facts.defaults().steps());
  }

  @Test
  void aStudentThatSharesItsTeachersPartsIsThereWithItsFacts() {
    InstalledModel tiny = named("bonsai-emoji-tiny");
    assertEquals("float16", tiny.facts().orElseThrow().precision());
    model.add(tiny.folder(), "whole");
    runAll();
    assertTrue(Files.exists(named("whole").folder().resolve("vae").resolve("config.json")));
  }

  @Test
  void aCardTellsTheLicenceAndShowsTheNewestPictureOrItsOwn() throws IOException {
    model.add(BUNDLED.resolve("bonsai-emoji"), "mine");
    runAll();
    AtomicReference<ModelPapers> papers = new AtomicReference<>();
    model.describe(named("mine"), papers::set);
    runAll();
    assertEquals(Optional.of("apache-2.0"), papers.get().source().licence());
    Path own = named("mine").folder().resolve("sample.png");
    assertEquals(Optional.of(own), papers.get().sample());
    Files.delete(own);
    model.describe(named("mine"), papers::set);
    runAll();
    assertEquals(Optional.empty(), papers.get().sample());
    newest = Optional.of(Files.writeString(folder.resolve("drawn.png"), ""));
    model.describe(named("mine"), papers::set);
    runAll();
    assertEquals(newest, papers.get().sample());
  }

  @Test
  void aDroppedModelIsCopiedAndListed() {
    model.add(BUNDLED.resolve("bonsai-emoji"), "mine");
    assertEquals("mine", model.additions().get(0).name());
    runAll();
    assertEquals(List.of(), List.copyOf(model.additions()));
    assertEquals(List.of("mine"), own());
    assertFalse(model.isBundled(named("mine")));
  }

  @Test
  void whatIsNoModelIsRefusedWithTheReason() throws IOException {
    Path file = Files.writeString(folder.resolve("notes.safetensors"), "not a model");
    model.add(file, "notes");
    runAll();
    assertTrue(model.additions().get(0).problem().isPresent());
    assertEquals(List.of(), own());
    model.dismiss(model.additions().get(0).id());
    assertTrue(model.additions().isEmpty());
  }

  @Test
  void aCancelledAdditionLeavesNothing() {
    model.add(BUNDLED.resolve("bonsai-emoji"), "mine");
    model.cancel(model.additions().get(0).id());
    runAll();
    assertTrue(model.additions().isEmpty());
    assertEquals(List.of(), own());
  }

  @Test
  void anUnreadableModelIsShownWithItsReason() throws IOException {
    Path damaged = Files.createDirectories(folder.resolve("models").resolve("damaged"));
    Files.writeString(damaged.resolve("model_index.json"), "{");
    model.remove(named("bonsai-emoji"));
    runAll();
    assertFalse(model.complaintProperty().get().isEmpty());
    makeModel();
    assertEquals(Optional.empty(), named("damaged").facts());
    assertTrue(named("damaged").problem().isPresent());
  }

  @Test
  void aModelIsRenamedAndRemoved() {
    model.add(BUNDLED.resolve("bonsai-emoji"), "mine");
    runAll();
    model.rename(named("mine"), "yours");
    runAll();
    assertEquals(List.of("yours"), own());
    model.rename(named("yours"), "bonsai-emoji");
    runAll();
    assertTrue(model.complaintProperty().get().contains("another name"));
    model.remove(named("yours"));
    runAll();
    assertEquals(List.of(), own());
  }

  @Test
  void aSuggestedNameIsCleanAndFree() {
    assertEquals("v1-5-pruned", model.suggestedName(Path.of("/x/v1-5-pruned.safetensors")));
    assertEquals("bonsai-emoji 2", model.suggestedName(Path.of("/x/bonsai-emoji")));
    assertEquals("a-b", model.suggestedName(Path.of("/x/_a:b.ckpt")));
    assertEquals("model", model.suggestedName(Path.of("/x/___")));
  }
}
