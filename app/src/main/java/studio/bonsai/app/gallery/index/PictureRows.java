// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery.index;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.statement.PreparedBatch;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.RequestJson;

/** How a picture stands in the database's table. */
final class PictureRows {
  private static final String FROM =
      " FROM picture p LEFT JOIN favourite f ON f.content = p.content";
  private static final String SHORT =
      "SELECT p.id, p.path, p.content, f.content AS favourite, p.problem";

  static final String SELECT_PICTURE = SHORT + FROM;
  static final String SELECT_DETAILS =
      SHORT
          + ", p.bytes, p.modified, p.width, p.height, p.model, p.request, p.fingerprint, p.version"
          + FROM;
  static final String UPSERT =
      "INSERT INTO picture (path, bytes, modified, content, binned, width, height, model, prompt,"
          + " request, fingerprint, version, problem) VALUES (:path, :bytes, :modified, :content,"
          + " :binned, :width, :height, :model, :prompt, :request, :fingerprint, :version,"
          + " :problem) ON CONFLICT (path) DO UPDATE SET bytes = excluded.bytes,"
          + " modified = excluded.modified, content = excluded.content, binned = excluded.binned,"
          + " width = excluded.width, height = excluded.height, model = excluded.model,"
          + " prompt = excluded.prompt, request = excluded.request,"
          + " fingerprint = excluded.fingerprint, version = excluded.version,"
          + " problem = excluded.problem";

  private PictureRows() {}

  static PreparedBatch bind(PreparedBatch batch, PictureFacts facts, OptionalLong binned) {
    return batch
        .bind("path", facts.file().toString())
        .bind("bytes", facts.stamp().bytes())
        .bind("modified", facts.stamp().modified())
        .bind("content", facts.content())
        .bind("binned", binned.isPresent() ? binned.getAsLong() : null)
        .bind("width", facts.size().map(PictureFacts.Size::width).orElse(null))
        .bind("height", facts.size().map(PictureFacts.Size::height).orElse(null))
        .bind("model", facts.model().orElse(null))
        .bind("prompt", facts.request().map(GenerationRequest::prompt).orElse(""))
        .bind("request", facts.request().map(RequestJson::write).orElse(null))
        .bind("fingerprint", facts.fingerprint().orElse(null))
        .bind("version", facts.version().orElse(null))
        .bind("problem", facts.problem().orElse(null));
  }

  static Picture picture(ResultSet row) throws SQLException {
    return new Picture(
        row.getLong("id"),
        Path.of(row.getString("path")),
        row.getString("content"),
        row.getString("favourite") != null,
        row.getString("problem") != null);
  }

  static PictureDetails details(ResultSet row) throws SQLException {
    Picture picture = picture(row);
    int width = row.getInt("width");
    Optional<PictureFacts.Size> size =
        row.wasNull()
            ? Optional.empty()
            : Optional.of(new PictureFacts.Size(width, row.getInt("height")));
    return new PictureDetails(
        picture,
        new PictureFacts(
            picture.file(),
            new FileStamp(row.getLong("bytes"), row.getLong("modified")),
            picture.content(),
            size,
            request(row.getString("request")),
            Optional.ofNullable(row.getString("model")),
            Optional.ofNullable(row.getString("fingerprint")),
            Optional.ofNullable(row.getString("version")),
            Optional.ofNullable(row.getString("problem"))));
  }

  private static Optional<GenerationRequest> request(String json) {
    try {
      return Optional.ofNullable(json).map(text -> RequestJson.readRequest("The gallery", text));
    } catch (EngineException e) {
      // Written by another version; the picture itself is as good as ever.
      return Optional.empty();
    }
  }
}
