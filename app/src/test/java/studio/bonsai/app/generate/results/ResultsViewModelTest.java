// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.app.PictureActions;
import studio.bonsai.app.generate.Pictures;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.PictureFiles;

class ResultsViewModelTest {
  @TempDir Path folder;

  private final List<GenerationRequest> drawn = new ArrayList<>();
  private final List<Path> binned = new ArrayList<>();
  private final List<Path> inputs = new ArrayList<>();
  private final ResultsViewModel model =
      new ResultsViewModel(
          new ResultReader(Runnable::run, Runnable::run),
          new ResultActions(
              this::find,
              (path, request) -> drawn.add(request),
              new Prompt(),
              this::bin,
              file -> {},
              () -> 4711),
          Runnable::run,
          Runnable::run);

  /** What is taken over. */
  private final class Prompt implements PictureActions {
    @Override
    public void useSettings(GenerationRequest request, Optional<String> wanted) {}

    @Override
    public void useSeed(long seed) {}

    @Override
    public void useAsInput(Path picture) {
      inputs.add(picture);
    }
  }

  private Path find(String name) {
    if (!name.equals("Toy")) {
      throw new EngineException("There is no model '" + name + "'.");
    }
    return folder.resolve(name);
  }

  private void bin(Path file) {
    if (Files.isDirectory(folder.resolve("locked"))) {
      throw new EngineException("Cannot delete it: no permission.");
    }
    binned.add(file);
  }

  private Result add(int seed) {
    Path file =
        Pictures.add(
            folder, GenerationRequest.builder("a hill").seed(seed).count(1).steps(7).build());
    Result result = new Result(file, PictureFiles.read(file), null);
    model.results().add(0, result);
    return result;
  }

  @Test
  void againIsTheSameRequestWithAnotherSeed() {
    model.chosen().setAll(List.of(add(1)));
    model.again();
    assertEquals(4711, drawn.get(0).seed().orElseThrow());
    assertEquals(7, drawn.get(0).steps().orElseThrow());
    assertEquals("a hill", drawn.get(0).prompt());
  }

  @Test
  void variationsKeepTheSeedAndMixOthersIn() {
    model.chosen().setAll(List.of(add(1)));
    model.vary();
    assertEquals(1, drawn.get(0).seed().orElseThrow());
    assertEquals(4711, drawn.get(0).variation().orElseThrow().seed());
    assertEquals(4, drawn.get(0).count());
  }

  @Test
  void aModelThatIsGoneIsASentence() {
    Result known = add(1);
    PictureFiles.Memory other =
        new PictureFiles.Memory(
            64, 64, known.memory().request(), Optional.empty(), Optional.of("Gone"));
    model.chosen().setAll(List.of(new Result(known.file(), other, null)));
    model.again();
    assertTrue(model.noticeProperty().get().contains("Gone"));
    assertTrue(drawn.isEmpty());
  }

  @Test
  void withoutAPictureThereIsNothingToDrawAgainNorToSay() {
    model.again();
    assertEquals(List.of(), drawn);
    assertEquals("", model.noticeProperty().get());
  }

  @Test
  void aPictureThatTellsNothingCannotBeDrawnAgain() {
    PictureFiles.Memory nothing =
        new PictureFiles.Memory(64, 64, Optional.empty(), Optional.empty(), Optional.empty());
    model.chosen().setAll(List.of(new Result(folder.resolve("x.png"), nothing, null)));
    model.again();
    assertTrue(model.noticeProperty().get().contains("does not tell"));
  }

  @Test
  void deletedPicturesGoToTheBinAndTheNextOneIsChosen() {
    Result first = add(1);
    Result second = add(2);
    Result third = add(3);
    model.chosen().setAll(List.of(second));
    model.delete();
    assertEquals(List.of(second.file()), binned);
    assertEquals(List.of(third, first), model.results());
    assertEquals(List.of(first), model.chosen());
  }

  @Test
  void whatCannotBeDeletedStaysAndSaysWhy() throws Exception {
    Files.createDirectory(folder.resolve("locked"));
    model.chosen().setAll(List.of(add(1)));
    model.delete();
    assertEquals(1, model.results().size());
    assertTrue(model.noticeProperty().get().contains("no permission"));
  }

  @Test
  void aCopyIsSavedUnderTheUsersName() throws Exception {
    Result result = add(1);
    model.chosen().setAll(List.of(result));
    Path target = folder.resolve("mine.png");
    model.saveAs(target);
    assertEquals(-1, Files.mismatch(result.file(), target));
    model.saveAs(target.resolve("inside a file.png"));
    assertTrue(model.noticeProperty().get().startsWith("Cannot write"));
  }

  @Test
  void whatCannotBeSavedLeavesNothingBehind() throws IOException {
    model.chosen().setAll(List.of(add(1)));
    Path taken = Files.createDirectories(folder.resolve("taken/mine.png"));
    model.saveAs(taken);
    assertTrue(model.noticeProperty().get().startsWith("Cannot write"));
    try (Stream<Path> files = Files.list(taken.getParent())) {
      assertEquals(List.of(taken), files.toList());
    }
  }

  @Test
  void theLastOneChosenIsTheInput() {
    Result first = add(1);
    model.chosen().setAll(List.of(add(2), first));
    model.useAsInput();
    assertEquals(List.of(first.file()), inputs);
  }
}
