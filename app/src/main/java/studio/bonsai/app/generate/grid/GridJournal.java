// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.bonsai.engine.AtomicFile;

/** What has become of each cell, in a file beside the database: a grid goes on where it was. */
final class GridJournal {
  private static final Logger LOG = LoggerFactory.getLogger(GridJournal.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final GridPlan plan;
  private final Map<Integer, Path> pictures = new TreeMap<>();
  private final Map<Integer, String> problems = new TreeMap<>();
  private Optional<Path> sheet = Optional.empty();

  private GridJournal(Path file, GridPlan plan) {
    this.file = file;
    this.plan = plan;
  }

  /** What is known of a plan's cells; nothing of a fresh one, or when the file is damaged. */
  static GridJournal open(Path folder, GridPlan plan) {
    GridJournal journal = new GridJournal(folder.resolve(plan.id() + ".json"), plan);
    if (Files.exists(journal.file)) {
      try {
        journal.read(JSON.readTree(journal.file.toFile()));
      } catch (IOException | IllegalArgumentException e) {
        LOG.warn("{} cannot be read: its grid is drawn anew", journal.file, e);
      }
    }
    return journal;
  }

  private void read(JsonNode tree) {
    tree.path("pictures")
        .properties()
        .forEach(cell -> pictures.put(Integer.valueOf(cell.getKey()), path(cell.getValue())));
    tree.path("problems")
        .properties()
        .forEach(cell -> problems.put(Integer.valueOf(cell.getKey()), cell.getValue().asText()));
    sheet = tree.has("sheet") ? Optional.of(path(tree.get("sheet"))) : Optional.empty();
    // What was deleted since is drawn anew.
    pictures.values().removeIf(picture -> !Files.exists(picture));
    sheet = sheet.filter(Files::exists);
  }

  private static Path path(JsonNode node) {
    return Path.of(node.asText());
  }

  boolean isDrawn(int cell) {
    return pictures.containsKey(cell);
  }

  /** A sheet without the picture is out of date. */
  void drawn(int cell, Path picture) {
    problems.remove(cell);
    pictures.put(cell, picture);
    sheet = Optional.empty();
    write();
  }

  void failed(int cell, String reason) {
    problems.put(cell, reason);
    write();
  }

  void finished(Path file) {
    sheet = Optional.of(file);
    write();
  }

  GridState state() {
    return new GridState(plan, pictures, problems, sheet);
  }

  private void write() {
    ObjectNode tree = JSON.createObjectNode();
    ObjectNode drawn = tree.putObject("pictures");
    pictures.forEach((cell, picture) -> drawn.put(Integer.toString(cell), picture.toString()));
    ObjectNode failed = tree.putObject("problems");
    problems.forEach((cell, reason) -> failed.put(Integer.toString(cell), reason));
    sheet.ifPresent(path -> tree.put("sheet", path.toString()));
    AtomicFile.write(file, tree.toString().getBytes(StandardCharsets.UTF_8));
  }
}
