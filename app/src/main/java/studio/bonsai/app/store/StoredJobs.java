// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;
import studio.bonsai.app.jobs.Job;
import studio.bonsai.app.jobs.JobProgress;
import studio.bonsai.app.jobs.JobState;
import studio.bonsai.app.jobs.JobStore;

/** The queue's jobs in the database. */
public final class StoredJobs implements JobStore {
  private final Database database;

  public StoredJobs(Database database) {
    this.database = database;
  }

  @Override
  public List<Job> load() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT * FROM job ORDER BY place")
                    .map((row, context) -> job(row))
                    .list());
  }

  private static Job job(ResultSet row) throws SQLException {
    return new Job(
        row.getLong("id"),
        row.getString("kind"),
        row.getString("title"),
        row.getString("payload"),
        JobState.valueOf(row.getString("state")),
        JobProgress.none(),
        Optional.ofNullable(row.getString("message")),
        Instant.ofEpochMilli(row.getLong("added")));
  }

  @Override
  public void save(List<Job> jobs) {
    database
        .jdbi()
        .useTransaction(
            handle -> {
              handle.execute("DELETE FROM job");
              PreparedBatch batch =
                  handle.prepareBatch(
                      "INSERT INTO job (id, place, kind, title, payload, state, message, added)"
                          + " VALUES (:id, :place, :kind, :title, :payload, :state, :message,"
                          + " :added)");
              for (int place = 0; place < jobs.size(); place++) {
                bind(batch, jobs.get(place), place);
              }
              batch.execute();
            });
  }

  private static void bind(PreparedBatch batch, Job job, int place) {
    batch
        .bind("id", job.id())
        .bind("place", place)
        .bind("kind", job.kind())
        .bind("title", job.title())
        .bind("payload", job.payload())
        .bind("state", job.state().name())
        .bind("message", job.message().orElse(null))
        .bind("added", job.added().toEpochMilli())
        .add();
  }
}
