// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadOrderTest {
  private static final Map<String, List<String>> NEEDS =
      Map.of(
          "c10.dll", List.of(),
          "cublas64_12.dll", List.of("cublasLt64_12.dll"),
          "cublasLt64_12.dll", List.of(),
          "torch_cuda.dll", List.of("torch_cpu.dll", "cublas64_12.dll"),
          "torch_cpu.dll", List.of("c10.dll"));

  @TempDir Path folder;
  private final List<String> loaded = new ArrayList<>();

  private void create(Iterable<String> names) throws IOException {
    for (String name : names) {
      Files.createFile(folder.resolve(name));
    }
  }

  private void tryToLoad(Path path) {
    String name = path.getFileName().toString();
    if (!loaded.containsAll(NEEDS.getOrDefault(name, List.of()))) {
      throw new UnsatisfiedLinkError(name);
    }
    loaded.add(name);
  }

  @Test
  void whatALibraryNeedsIsLoadedBeforeIt() throws IOException {
    create(NEEDS.keySet());
    assertEquals(List.of(), LoadOrder.load(folder, OperatingSystem.WINDOWS, this::tryToLoad));
    assertEquals(5, loaded.size());
  }

  @Test
  void whatCannotBeLoadedIsGivenBack() throws IOException {
    create(List.of("c10.dll", "cublas64_12.dll"));
    assertEquals(
        List.of(folder.resolve("cublas64_12.dll")),
        LoadOrder.load(folder, OperatingSystem.WINDOWS, this::tryToLoad));
    assertEquals(List.of("c10.dll"), loaded);
  }

  @Test
  void otherFilesAndPythonsGlueAreLeftAlone() throws IOException {
    create(List.of("c10.dll", "c10.lib", "torch_python.dll"));
    LoadOrder.load(folder, OperatingSystem.WINDOWS, this::tryToLoad);
    assertEquals(List.of("c10.dll"), loaded);
  }
}
