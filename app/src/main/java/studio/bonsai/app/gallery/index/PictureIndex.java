// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery.index;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import studio.bonsai.app.gallery.index.PictureQuery.Place;

/** What is known of all pictures, in the database. It can be made anew from the files. */
public final class PictureIndex {
  private static final int MOST_WORDS = 200;

  /** Words that say nothing of a picture's subject. */
  private static final Set<String> SMALL_WORDS =
      Set.of(
          "and", "the", "with", "from", "for", "his", "her", "its", "into", "over", "under", "very",
          "without", "near", "und", "der", "die", "das", "mit", "ein", "eine", "von");

  private final Jdbi jdbi;

  public PictureIndex(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Newest first; of the bin, what was deleted last. */
  public List<Picture> find(PictureQuery query) {
    return jdbi.withHandle(
        handle -> select(handle, query).map((row, context) -> PictureRows.picture(row)).list());
  }

  private static Query select(Handle handle, PictureQuery query) {
    StringBuilder sql = new StringBuilder(PictureRows.SELECT_PICTURE);
    Map<String, Object> values = new HashMap<>();
    sql.append(condition(query.place(), values));
    query
        .model()
        .ifPresent(
            model -> {
              sql.append(" AND p.model = :model");
              values.put("model", model);
            });
    query
        .since()
        .ifPresent(
            since -> {
              sql.append(" AND p.modified >= :since");
              values.put("since", since.toEpochMilli());
            });
    SearchWords.match(query.search(), query.subject())
        .ifPresent(
            words -> {
              sql.append(
                  " AND p.id IN (SELECT rowid FROM picture_text WHERE picture_text MATCH :words)");
              values.put("words", words);
            });
    sql.append(" ORDER BY p.binned DESC, p.modified DESC, p.path DESC");
    return handle.createQuery(sql).bindMap(values);
  }

  private static String condition(Place place, Map<String, Object> values) {
    if (place instanceof Place.Bin) {
      return " WHERE p.binned IS NOT NULL";
    }
    String there = " WHERE p.binned IS NULL";
    if (place instanceof Place.Favourites) {
      return there + " AND f.content IS NOT NULL";
    }
    if (place instanceof Place.InAlbum album) {
      values.put("album", album.id());
      return there + " AND p.content IN (SELECT content FROM album_picture WHERE album = :album)";
    }
    return there;
  }

  /** Empty when the picture has gone. */
  public Optional<PictureDetails> details(long id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(PictureRows.SELECT_DETAILS + " WHERE p.id = :id")
                .bind("id", id)
                .map((row, context) -> PictureRows.details(row))
                .findOne());
  }

  /** The pictures of these files that are known, in no order. */
  public List<Picture> at(Collection<Path> files) {
    if (files.isEmpty()) {
      return List.of();
    }
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(PictureRows.SELECT_PICTURE + " WHERE p.path IN (<paths>)")
                .bindList("paths", files.stream().map(Path::toString).toList())
                .map((row, context) -> PictureRows.picture(row))
                .list());
  }

  /** The picture of that content that is not in the bin, if there is one. */
  public Optional<Picture> ofContent(String content) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    PictureRows.SELECT_PICTURE
                        + " WHERE p.content = :content AND p.binned IS NULL LIMIT 1")
                .bind("content", content)
                .map((row, context) -> PictureRows.picture(row))
                .findOne());
  }

  /** The file of the newest picture that a model drew and that is not in the bin. */
  public Optional<Path> newestOf(String model) {
    // A sheet names its model too, and shows next to nothing of it when it is small.
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT path FROM picture WHERE model = :model AND binned IS NULL"
                        + " AND path NOT LIKE '%-grid.png'"
                        + " ORDER BY modified DESC LIMIT 1")
                .bind("model", model)
                .mapTo(String.class)
                .findOne()
                .map(Path::of));
  }

  Map<Path, Known> known() {
    Map<Path, Known> known = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery("SELECT id, path, bytes, modified, content FROM picture")
                .map((row, context) -> Map.entry(Path.of(row.getString("path")), known(row)))
                .forEach(entry -> known.put(entry.getKey(), entry.getValue())));
    return known;
  }

  private static Known known(ResultSet row) throws SQLException {
    return new Known(
        row.getLong("id"),
        new FileStamp(row.getLong("bytes"), row.getLong("modified")),
        row.getString("content"));
  }

  /**
   * Takes in what files say, in one step.
   *
   * @param moved ids of pictures that lay elsewhere before, by their new place
   * @param bin tells which of them were deleted
   */
  void put(List<PictureFacts> facts, Map<Path, Long> moved, Bin bin) {
    jdbi.useTransaction(
        handle -> {
          moved.forEach((file, id) -> moveTo(handle, id, file, bin.time(file)));
          PreparedBatch batch = handle.prepareBatch(PictureRows.UPSERT);
          facts.forEach(fact -> PictureRows.bind(batch, fact, bin.time(fact.file())).add());
          batch.execute();
        });
  }

  /** Notes new places of files, in one step. */
  void move(Map<Long, Path> places, Bin bin) {
    jdbi.useTransaction(
        handle -> places.forEach((id, file) -> moveTo(handle, id, file, bin.time(file))));
  }

  private static void moveTo(Handle handle, long id, Path file, OptionalLong binned) {
    handle
        .createUpdate("UPDATE picture SET path = :path, binned = :binned WHERE id = :id")
        .bind("path", file.toString())
        .bind("binned", binned.isPresent() ? binned.getAsLong() : null)
        .bind("id", id)
        .execute();
  }

  void remove(Collection<Long> ids) {
    jdbi.useTransaction(
        handle -> {
          PreparedBatch batch = handle.prepareBatch("DELETE FROM picture WHERE id = :id");
          ids.forEach(id -> batch.bind("id", id).add());
          batch.execute();
        });
  }

  /** Models that drew what is there, by name. */
  public List<Facet> models() {
    return facets(
        "SELECT model AS value, count(*) AS count FROM picture"
            + " WHERE model IS NOT NULL AND binned IS NULL GROUP BY model ORDER BY model");
  }

  /** Words that prompts share, the commonest first. */
  public List<Facet> words() {
    return facets(
            "SELECT term AS value, doc AS count FROM picture_word"
                + " WHERE length(term) > 2 AND term GLOB '*[^0-9]*'"
                + " ORDER BY doc DESC, term LIMIT "
                + MOST_WORDS)
        .stream()
        .filter(facet -> !SMALL_WORDS.contains(facet.value()))
        .toList();
  }

  private List<Facet> facets(String sql) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .map((row, context) -> new Facet(row.getString("value"), row.getInt("count")))
                .list());
  }

  /** How much lies in the gallery's own places. */
  public Counts counts() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT count(*) FILTER (WHERE p.binned IS NULL) AS pictures,"
                        + " count(*) FILTER (WHERE p.binned IS NULL AND f.content IS NOT NULL)"
                        + " AS favourites, count(p.binned) AS binned"
                        + " FROM picture p LEFT JOIN favourite f ON f.content = p.content")
                .map(
                    (row, context) ->
                        new Counts(
                            row.getInt("pictures"), row.getInt("favourites"), row.getInt("binned")))
                .one());
  }

  /** Number of pictures outside the bin, of favourites among them, and in the bin. */
  public record Counts(int pictures, int favourites, int binned) {}
}
