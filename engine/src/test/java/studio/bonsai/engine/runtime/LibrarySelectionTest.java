// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.EngineException;

class LibrarySelectionTest {
  @TempDir Path folder;
  private World world;

  @BeforeEach
  void createWorld() {
    world = new World(folder);
  }

  private Optional<Path> chosen(boolean hasDriver) {
    return LibrarySelection.choose(world.surroundings(), hasDriver)
        .library()
        .map(TorchLibrary::folder);
  }

  private Path install() throws IOException {
    return World.libraries(LibraryPlaces.installed(world.surroundings()), true);
  }

  @Test
  void aBareMachineTakesWhatComesWithTheProgram() {
    assertEquals(Optional.empty(), chosen(true));
    assertEquals(Optional.empty(), chosen(false));
  }

  @Test
  void withADriverTheInstalledCudaIsTaken() throws IOException {
    Path installed = install();
    assertEquals(Optional.of(installed), chosen(true));
    assertFalse(LibrarySelection.choose(world.surroundings(), true).isDeliberate());
  }

  @Test
  void withoutADriverNoCudaIsTaken() throws IOException {
    install();
    assertEquals(Optional.empty(), chosen(false));
  }

  @Test
  void theActivePythonEnvironmentIsFound() throws IOException {
    Path venv = world.python("venv", "2.7.1+cu126", "'12.6'");
    world.variable("VIRTUAL_ENV", venv);
    assertEquals(Optional.of(venv.resolve("lib/python3.11/site-packages/torch/lib")), chosen(true));
  }

  @Test
  void aPythonEnvironmentOfAnotherVersionIsPassedOver() throws IOException {
    world.variable("VIRTUAL_ENV", world.python("venv", "2.6.0+cu124", "'12.4'"));
    Path conda = world.python("conda", "2.7.1", "'12.8'");
    world.variable("CONDA_PREFIX", conda);
    assertEquals(
        Optional.of(conda.resolve("lib/python3.11/site-packages/torch/lib")), chosen(true));
  }

  @Test
  void aTorchForTheCpuGivesNothingNew() throws IOException {
    world.variable("VIRTUAL_ENV", world.python("venv", "2.7.1+cpu", "None"));
    assertEquals(Optional.empty(), chosen(true));
  }

  @Test
  void djlsOwnDownloadIsFound() throws IOException {
    Path cached = world.cached("2.7.1-cu128-linux-x86_64");
    world.cached("2.7.1-20250812-cpu-linux-x86_64");
    assertEquals(Optional.of(cached), chosen(true));
  }

  @Test
  void glueAloneInDjlsCacheIsNoLibtorch() throws IOException {
    Path glue = world.home().resolve(".djl.ai/pytorch/2.7.1-20250812-cu128-linux-x86_64");
    Files.createDirectories(glue);
    Files.createFile(glue.resolve("0.35.1-libdjl_torch.so"));
    assertEquals(List.of(), new LibraryPlaces(world.surroundings()).search());
  }

  @Test
  void whatTheVariableNamesComesBeforeWhatIsFound() throws IOException {
    install();
    Path own = world.archive("libtorch", "2.7.1+cu128");
    world.variable("BONSAI_LIBTORCH", own);
    assertEquals(Optional.of(own.resolve("lib")), chosen(true));
    assertTrue(LibrarySelection.choose(world.surroundings(), true).isDeliberate());
  }

  @Test
  void thePropertyComesBeforeTheVariable() throws IOException {
    world.variable("BONSAI_LIBTORCH", world.archive("libtorch", "2.7.1+cu128"));
    world.property("bonsai.libtorch", "cpu");
    assertEquals(Optional.empty(), chosen(true));
  }

  @Test
  void aNamedLibtorchThatCannotBeUsedIsAnError() throws IOException {
    world.variable("BONSAI_LIBTORCH", world.archive("old", "2.1.0+cu121"));
    String message = assertThrows(EngineException.class, () -> chosen(true)).getMessage();
    assertTrue(message.contains("2.1.0+cu121"), message);
    assertTrue(message.contains("BONSAI_LIBTORCH"), message);
  }

  @Test
  void aNamedLibtorchForTheCpuNeedsNoDriver() throws IOException {
    Path own = world.archive("libtorch", "2.7.1+cpu");
    world.variable("BONSAI_LIBTORCH", own);
    assertEquals(Optional.of(own.resolve("lib")), chosen(false));
  }

  @Test
  void aNamedCudaWithoutADriverFallsBackAndSaysSo() throws IOException {
    world.variable("BONSAI_LIBTORCH", world.archive("libtorch", "2.7.1+cu128"));
    LibrarySelection selection = LibrarySelection.choose(world.surroundings(), false);
    assertEquals(Optional.empty(), selection.library());
    assertTrue(selection.reason().contains("needs NVIDIA's driver"), selection.reason());
  }

  @Test
  void theSavedChoiceComesBeforeWhatIsFound() throws IOException {
    install();
    LibraryChoice.cpu().save(world.surroundings().dataFolder());
    assertEquals(Optional.empty(), chosen(true));
    LibraryChoice.forget(world.surroundings().dataFolder());
    assertTrue(chosen(true).isPresent());
  }

  @Test
  void aSavedLibtorchThatIsGoneIsAnErrorWithAWayOut() {
    LibraryChoice.of(folder.resolve("gone")).save(world.surroundings().dataFolder());
    String message = assertThrows(EngineException.class, () -> chosen(true)).getMessage();
    assertTrue(message.contains("bonsai runtime --use auto"), message);
  }

  @Test
  void djlsOwnVariableIsLeftAlone() throws IOException {
    install();
    world.variable("PYTORCH_LIBRARY_PATH", "/somewhere");
    LibrarySelection selection = LibrarySelection.choose(world.surroundings(), true);
    assertEquals(Optional.empty(), selection.library());
    assertTrue(selection.reason().contains("/somewhere"), selection.reason());
  }

  @Test
  void aChoiceSurvivesItsFile() {
    Path data = world.surroundings().dataFolder();
    LibraryChoice.of(folder).save(data);
    assertEquals(Optional.of(LibraryChoice.of(folder)), LibraryChoice.load(data));
    LibraryChoice.cpu().save(data);
    assertEquals(Optional.of(LibraryChoice.cpu()), LibraryChoice.load(data));
  }
}
