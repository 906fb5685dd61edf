// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.bonsai.engine.EngineException;

class TorchLibraryTest {
  @TempDir Path folder;

  private static TorchLibrary read(Path path) {
    return TorchLibrary.read(path, OperatingSystem.LINUX);
  }

  private static String complaint(Path path) {
    return assertThrows(EngineException.class, () -> read(path)).getMessage();
  }

  private World world() {
    return new World(folder);
  }

  @Test
  void anArchivesVersionStandsBesideItsLibraries() throws IOException {
    Path archive = world().archive("libtorch", "2.7.1+cu128");
    assertEquals(new TorchLibrary(archive.resolve("lib"), "2.7.1+cu128", true), read(archive));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "lib/python3.11/site-packages",
        "lib/python3.11/site-packages/torch",
        "lib/python3.11/site-packages/torch/lib"
      })
  void aPythonEnvironmentIsFoundFromAnyOfItsFolders(String inside) throws IOException {
    Path environment = world().python("venv", "2.7.1+cu126", "'12.6'");
    TorchLibrary library = read(environment.resolve(inside));
    assertEquals(environment.resolve("lib/python3.11/site-packages/torch/lib"), library.folder());
    assertEquals("2.7.1+cu126", library.version());
  }

  @Test
  void oneGlueServesEveryCuda12() throws IOException {
    assertEquals("cu128", read(world().python("a", "2.7.1+cu126", "'12.6'")).flavour());
    assertEquals("cu128", read(world().python("b", "2.7.1+cu128", "'12.8'")).flavour());
  }

  @Test
  void aBuildForTheCpuTakesTheGlueForTheCpu() throws IOException {
    TorchLibrary library = read(world().python("venv", "2.7.1+cpu", "None"));
    assertEquals("cpu", library.flavour());
    assertEquals(false, library.cuda());
  }

  @Test
  void othersBuildsTellTheirCudaElsewhere() throws IOException {
    TorchLibrary library = read(world().python("conda", "2.7.1", "'12.6'"));
    assertEquals("2.7.1+cu126", library.version());
  }

  @Test
  void djlWritesTheVersionInTheFoldersName() throws IOException {
    Path cached = world().cached("2.7.1-20250812-cu128-linux-x86_64");
    assertEquals(new TorchLibrary(cached, "2.7.1+cu128", true), read(cached));
  }

  @ParameterizedTest
  @CsvSource({
    "2.7.0+cu128, only version 2.7.1",
    "2.8.0+cu128, only version 2.7.1",
    "2.7.1+cu118, CUDA 12",
    "2.7.1+rocm6.3, CUDA 12"
  })
  void otherBuildsAreRefused(String version, String reason) throws IOException {
    assertTrue(complaint(world().archive("libtorch", version)).contains(reason));
  }

  @Test
  void anUnknownVersionIsRefused() throws IOException {
    Path libraries = World.libraries(folder.resolve("lib"), true);
    assertTrue(complaint(libraries).contains("does not say which version"));
  }

  @Test
  void aBuildForCudaWithoutItsLibraryIsDamaged() throws IOException {
    Path archive = world().archive("libtorch", "2.7.1+cu128");
    Files.delete(archive.resolve("lib/libtorch_cuda.so"));
    assertTrue(complaint(archive).contains("no libtorch_cuda.so"));
  }

  @Test
  void aFolderWithoutLibtorchSaysWhatToGive() {
    assertTrue(complaint(folder).contains("Give a libtorch folder or a Python environment"));
    assertTrue(complaint(folder.resolve("gone")).contains("There is no folder"));
  }
}
