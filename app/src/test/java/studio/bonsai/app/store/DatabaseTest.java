// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.EngineException;

class DatabaseTest {
  @TempDir Path folder;

  @Test
  void writesAheadSoThatACrashLosesNothing() {
    Database database = Database.open(folder.resolve("studio.db"));
    String mode =
        database
            .jdbi()
            .withHandle(h -> h.createQuery("PRAGMA journal_mode").mapTo(String.class).one());
    assertEquals("wal", mode);
  }

  @Test
  void theDataOfANewerProgramAreRefused() {
    Path file = folder.resolve("studio.db");
    Database.open(file).jdbi().useHandle(h -> h.execute("PRAGMA user_version = 9999"));
    EngineException e = assertThrows(EngineException.class, () -> Database.open(file));
    assertTrue(e.getMessage().contains("newer"), e.getMessage());
  }

  @Test
  void aFileThatIsNoDatabaseIsToldWithItsName() throws IOException {
    Path file = Files.writeString(folder.resolve("studio.db"), "hello, I am no database at all");
    EngineException e = assertThrows(EngineException.class, () -> Database.open(file));
    assertTrue(e.getMessage().contains("studio.db"), e.getMessage());
  }
}
