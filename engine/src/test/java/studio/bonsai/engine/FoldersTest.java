// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
  @TempDir Path home;

  @Test
  void aFolderGoesWithAllInItAndWhatALinkPointsAtStays() throws IOException {
    Path kept = Files.writeString(home.resolve("kept"), "x");
    Path folder = Files.createDirectories(home.resolve("a/b/c")).getParent().getParent();
    Files.writeString(folder.resolve("b/file"), "y");
    Files.createSymbolicLink(folder.resolve("link"), home.resolve("kept"));
    Folders.delete(folder);
    assertFalse(Files.exists(folder));
    assertTrue(Files.exists(kept));
    Folders.delete(folder);
  }

  @Test
  void onlyWhatLiesDirectlyInAFolderIsListed() throws IOException {
    Files.createDirectories(home.resolve("a/b"));
    Files.writeString(home.resolve("file"), "x");
    assertEquals(Set.of(home.resolve("a"), home.resolve("file")), Set.copyOf(Folders.list(home)));
    assertEquals(List.of(), Folders.list(home.resolve("a/b")));
    assertThrows(NoSuchFileException.class, () -> Folders.list(home.resolve("none")));
  }
}
