// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.EngineException;

class InstanceLockTest {
  @TempDir Path folder;

  @Test
  void aSecondStudioIsTurnedAway() {
    InstanceLock first = InstanceLock.take(folder);
    EngineException e = assertThrows(EngineException.class, () -> InstanceLock.take(folder));
    assertTrue(e.getMessage().contains("open already"), e.getMessage());
    first.close();
    InstanceLock.take(folder).close();
  }

  @Test
  void aPlaceThatCannotBeWrittenIsTold() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    EngineException e = assertThrows(EngineException.class, () -> InstanceLock.take(file));
    assertTrue(e.getMessage().contains("writable"), e.getMessage());
  }
}
