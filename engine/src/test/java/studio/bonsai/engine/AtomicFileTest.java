// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir private Path folder;

  @Test
  void aCompleteFileReplacesTheOld() throws IOException {
    Path file = Files.writeString(folder.resolve("x"), "old");
    AtomicFile.write(file, channel -> channel.write(ByteBuffer.wrap(new byte[] {'n'})));
    assertEquals("n", Files.readString(file));
    assertEquals(1, entries());
  }

  @Test
  void aFullDiskLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("x"), "old");
    EngineException e =
        assertThrows(
            EngineException.class,
            () ->
                AtomicFile.write(
                    file,
                    channel -> {
                      channel.write(ByteBuffer.allocate(100));
                      throw new IOException("No space left on device");
                    }));
    assertTrue(e.getMessage().contains("the disk is full"), e.getMessage());
    assertEquals("old", Files.readString(file));
    assertEquals(1, entries());
  }

  @Test
  void aFileWhereAFolderBelongsIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("x"), "old");
    EngineException e =
        assertThrows(
            EngineException.class, () -> AtomicFile.write(file.resolve("y"), channel -> {}));
    assertTrue(e.getMessage().contains(file + " is in the way"), e.getMessage());
  }

  private long entries() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }
}
