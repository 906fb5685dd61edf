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

  @Test
  void dataLiesWhereTheSystemKeepsIt() {
    assertEquals(folder.resolve("home/.local/share/bonsai"), world().surroundings().dataFolder());
    assertEquals(
        Path.of("/xdg/bonsai"),
        world().variable("XDG_DATA_HOME", "/xdg").surroundings().dataFolder());
    assertEquals(
        folder.resolve("home/Library/Application Support/bonsai"),
        world().property("os.name", "Mac OS X").surroundings().dataFolder());
    assertEquals(
        folder.resolve("roaming/bonsai"),
        world()
            .property("os.name", "Windows 11")
            .variable("APPDATA", folder.resolve("roaming"))
            .surroundings()
            .dataFolder());
  }

  @Test
  void aRelativeXdgFolderIsIgnoredAsItsSpecificationWants() {
    assertEquals(
        folder.resolve("home/.local/share/bonsai"),
        world().variable("XDG_DATA_HOME", "data").surroundings().dataFolder());
  }

  @Test
  void anEmptyVariableIsNone() {
    assertEquals(
        folder.resolve("home/.local/share/bonsai"),
        world().variable("XDG_DATA_HOME", "").surroundings().dataFolder());
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
