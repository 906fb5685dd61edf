// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
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

  private Path pictures(World world, String line) throws IOException {
    Path configuration = Files.createDirectories(world.home().resolve(".config"));
    Files.writeString(
        configuration.resolve("user-dirs.dirs"),
        "# a comment\nXDG_MUSIC_DIR=\"$HOME/Musik\"\n" + line + "\n");
    return world.surroundings().picturesFolder();
  }

  @Test
  void picturesLieWhereTheUsersLanguageHasThem() throws IOException {
    World world = world();
    assertEquals(world.home().resolve("Pictures"), world.surroundings().picturesFolder());
    assertEquals(
        world.home().resolve("Bilder"), pictures(world, "XDG_PICTURES_DIR=\"$HOME/Bilder\""));
    assertEquals(
        Path.of("/mnt/my \"best\" pictures"),
        pictures(world, "XDG_PICTURES_DIR=\"/mnt/my \\\"best\\\" pictures/\""));
  }

  @Test
  void aUserWithoutAFolderForPicturesGetsTheUsualOne() throws IOException {
    World world = world();
    Path usual = world.home().resolve("Pictures");
    assertEquals(usual, pictures(world, "XDG_PICTURES_DIR=\"$HOME/\""));
    assertEquals(usual, pictures(world, "XDG_PICTURES_DIR=\"relative\""));
    assertEquals(usual, pictures(world, "#XDG_PICTURES_DIR=\"$HOME/Bilder\""));
  }

  @Test
  void picturesFollowTheVariableOfTheSystem() throws IOException {
    World world = world().variable("XDG_CONFIG_HOME", folder.resolve("xdg"));
    Files.writeString(
        Files.createDirectories(folder.resolve("xdg")).resolve("user-dirs.dirs"),
        "XDG_PICTURES_DIR=\"$HOME/Fotos\"\n");
    assertEquals(world.home().resolve("Fotos"), world.surroundings().picturesFolder());
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
