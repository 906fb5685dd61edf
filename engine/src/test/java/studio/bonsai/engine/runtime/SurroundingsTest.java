// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurroundingsTest {
  @TempDir Path folder;

  private World world() {
    return new World(folder);
  }

  private Path dataUnder(String system) {
    return world().property("os.name", system).surroundings().dataFolder();
  }

  @Test
  void dataLieWhereTheSystemKeepsThem() {
    assertEquals(folder.resolve("home/.local/share/bonsai-studio"), dataUnder("Linux"));
    assertEquals(
        folder.resolve("home/Library/Application Support/Bonsai Studio"), dataUnder("Mac OS X"));
    assertEquals(folder.resolve("home/AppData/Local/Bonsai Studio"), dataUnder("Windows 11"));
  }

  @Test
  void dataFollowTheVariablesOfTheSystem() {
    assertEquals(
        folder.resolve("xdg/bonsai-studio"),
        world()
            .variable("XDG_DATA_HOME", folder.resolve("xdg").toString())
            .surroundings()
            .dataFolder());
    assertEquals(
        folder.resolve("home/.local/share/bonsai-studio"),
        world().variable("XDG_DATA_HOME", "relative").surroundings().dataFolder());
    assertEquals(
        folder.resolve("local/Bonsai Studio"),
        world()
            .property("os.name", "Windows 11")
            .variable("LOCALAPPDATA", folder.resolve("local").toString())
            .surroundings()
            .dataFolder());
  }

  @Test
  void dataLieWhereTheUserPutsThem() {
    assertEquals(
        Path.of("/data"), world().property("bonsai.data", "/data").surroundings().dataFolder());
    assertEquals(
        folder.resolve("home/.local/share/bonsai-studio"),
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
