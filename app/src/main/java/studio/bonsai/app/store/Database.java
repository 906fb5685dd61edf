// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import studio.bonsai.engine.EngineException;

/**
 * The studio's one SQLite file, in WAL mode: what is committed survives a crash, and readers never
 * wait for the writer.
 */
public final class Database {
  /** How long a writer waits for another one. */
  private static final int BUSY_MS = 10_000;

  private final Jdbi jdbi;

  private Database(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Opens the file, making it and bringing its tables up to date when needed.
   *
   * @throws EngineException when the folder cannot be written, or the file is of a newer program
   */
  public static Database open(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new EngineException(
          "Cannot write into " + file.toAbsolutePath().getParent() + ": " + e.getMessage() + ".",
          e);
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setBusyTimeout(BUSY_MS);
    // A transaction that begins by reading could not wait for another writer before its own write.
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.enforceForeignKeys(true);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    Jdbi jdbi = Jdbi.create(source);
    try {
      jdbi.useTransaction(Database::migrate);
    } catch (JdbiException | SQLException e) {
      throw new EngineException(
          "The studio's data in "
              + file
              + " cannot be read: "
              + rootOf(e).getMessage()
              + ". Move that file away to begin anew; your pictures are not in it.",
          e);
    }
    return new Database(jdbi);
  }

  private static Throwable rootOf(Throwable failure) {
    return failure.getCause() == null ? failure : rootOf(failure.getCause());
  }

  /** To run statements with. */
  public Jdbi jdbi() {
    return jdbi;
  }

  private static void migrate(Handle handle) throws SQLException {
    List<String> steps = Migrations.steps();
    int version = handle.createQuery("PRAGMA user_version").mapTo(Integer.class).one();
    if (version > steps.size()) {
      throw new EngineException(
          "The studio's data were written by a newer Bonsai Studio; update this one.");
    }
    try (Statement statement = handle.getConnection().createStatement()) {
      for (String step : steps.subList(version, steps.size())) {
        // SQLite itself knows where a statement ends; Jdbi's scripts stumble over triggers.
        statement.executeUpdate(step);
      }
    }
    handle.execute("PRAGMA user_version = " + steps.size());
  }
}
