// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurroundingsTest {
  @TempDir Path folder;

  private World world() {
    return new World(folder);
  }

  @Test
  void dataLieInTheSameFolderOnEverySystem() {
    for (String system : List.of("Linux", "Mac OS X", "Windows 11")) {
      assertEquals(
          folder.resolve("home/.bonsai"),
          world().property("os.name", system).surroundings().dataFolder());
    }
  }

  @Test
  void dataLieWhereTheUserPutsThem() {
    assertEquals(
        Path.of("/data"), world().property("bonsai.data", "/data").surroundings().dataFolder());
    assertEquals(
        folder.resolve("home/.bonsai"),
        world().property("bonsai.data", "").surroundings().dataFolder());
  }

  @Test
  void systemAndProcessorAreNamedAsDjlDoes() {
    assertEquals("linux-x86_64", world().surroundings().classifier());
    assertEquals(
        "osx-aarch64",
        world()
            .property("os.name", "Mac OS X")
            .property("os.arch", "aarch64")
            .surroundings()
            .classifier());
    assertEquals(
        "win-x86_64", world().property("os.name", "Windows 11").surroundings().classifier());
  }

  @Test
  void librariesAreKnownByTheirNames() {
    assertEquals("torch_cuda.dll", OperatingSystem.WINDOWS.library("torch_cuda"));
    assertTrue(OperatingSystem.LINUX.isLibrary("libcudart.so.12"));
    assertTrue(OperatingSystem.LINUX.isLibrary("libc10.so"));
    assertFalse(OperatingSystem.LINUX.isLibrary("libc10.so.gz"));
    assertFalse(OperatingSystem.WINDOWS.isLibrary("torch.lib"));
  }
}
