// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Favourites and albums, in the database. */
public final class Marks {
  private final Jdbi jdbi;

  public Marks(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Stars pictures, or takes the stars away. */
  public void favourite(Collection<String> contents, boolean isFavourite) {
    change(
        isFavourite
            ? "INSERT OR IGNORE INTO favourite (content) VALUES (:content)"
            : "DELETE FROM favourite WHERE content = :content",
        contents,
        Map.of());
  }

  /** By name. */
  public List<Album> albums() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT a.id, a.name, count(p.id) AS count FROM album a"
                        + " LEFT JOIN album_picture ap ON ap.album = a.id"
                        + " LEFT JOIN picture p ON p.content = ap.content AND p.binned IS NULL"
                        + " GROUP BY a.id ORDER BY a.name")
                .map(
                    (row, context) ->
                        new Album(row.getLong("id"), row.getString("name"), row.getInt("count")))
                .list());
  }

  /** False when another album has that name. */
  public boolean create(String name) {
    return rows("INSERT OR IGNORE INTO album (name) VALUES (:name)", Map.of("name", name)) > 0;
  }

  /** False when another album has that name. */
  public boolean rename(long album, String name) {
    return rows(
            "UPDATE OR IGNORE album SET name = :name WHERE id = :id",
            Map.of("name", name, "id", album))
        > 0;
  }

  /** Its pictures stay. */
  public void delete(long album) {
    int unused = rows("DELETE FROM album WHERE id = :id", Map.of("id", album));
  }

  public void add(long album, Collection<String> contents) {
    change(
        "INSERT OR IGNORE INTO album_picture (album, content)"
            + " SELECT id, :content FROM album WHERE id = :album",
        contents,
        Map.of("album", album));
  }

  public void remove(long album, Collection<String> contents) {
    change(
        "DELETE FROM album_picture WHERE album = :album AND content = :content",
        contents,
        Map.of("album", album));
  }

  private int rows(String sql, Map<String, Object> values) {
    return jdbi.withHandle(handle -> handle.createUpdate(sql).bindMap(values).execute());
  }

  private void change(String sql, Collection<String> contents, Map<String, Object> values) {
    jdbi.useTransaction(handle -> change(handle, sql, contents, values));
  }

  private static void change(
      Handle handle, String sql, Collection<String> contents, Map<String, Object> values) {
    PreparedBatch batch = handle.prepareBatch(sql);
    contents.forEach(content -> batch.bindMap(values).bind("content", content).add());
    batch.execute();
  }

  /** All of them, to be kept beside the pictures. */
  MarksFile.Kept all() {
    return jdbi.withHandle(
        handle -> {
          List<String> favourites =
              handle
                  .createQuery("SELECT content FROM favourite ORDER BY content")
                  .mapTo(String.class)
                  .list();
          Map<String, List<String>> albums = new TreeMap<>();
          handle
              .createQuery(
                  "SELECT a.name, ap.content FROM album a"
                      + " LEFT JOIN album_picture ap ON ap.album = a.id ORDER BY ap.content")
              .map((row, context) -> new String[] {row.getString(1), row.getString(2)})
              .forEach(
                  row -> {
                    List<String> contents = albums.computeIfAbsent(row[0], n -> new ArrayList<>());
                    if (row[1] != null) {
                      contents.add(row[1]);
                    }
                  });
          return new MarksFile.Kept(favourites, albums);
        });
  }

  /** Adds what was kept to what is there. */
  void merge(MarksFile.Kept kept) {
    jdbi.useTransaction(
        handle -> {
          change(
              handle,
              "INSERT OR IGNORE INTO favourite (content) VALUES (:content)",
              kept.favourites(),
              Map.of());
          kept.albums()
              .forEach(
                  (name, contents) -> {
                    handle.execute("INSERT OR IGNORE INTO album (name) VALUES (?)", name);
                    change(
                        handle,
                        "INSERT OR IGNORE INTO album_picture (album, content)"
                            + " SELECT id, :content FROM album WHERE name = :name",
                        contents,
                        Map.of("name", name));
                  });
        });
  }
}
