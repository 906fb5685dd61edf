// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import studio.bonsai.engine.picture.LabelledSheet;
import studio.bonsai.engine.picture.PictureFolder;

/**
 * A table of finished pictures with a label at each column and row.
 *
 * @param title above the whole, as the prompt; may be empty
 * @param columns their labels; a label may be empty
 * @param rows their labels
 * @param cells row by row
 */
public record PictureSheet(
    String title, List<String> columns, List<String> rows, List<Cell> cells) {
  /** What stands at one place of the table. */
  public sealed interface Cell {}

  /**
   * A picture.
   *
   * @param file PNG
   */
  public record Drawn(Path file) implements Cell {}

  /**
   * A picture that could not be drawn.
   *
   * @param reason in a sentence
   */
  public record Missing(String reason) implements Cell {}

  public PictureSheet {
    Objects.requireNonNull(title, "title");
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    cells = List.copyOf(cells);
    if (cells.isEmpty() || cells.size() != columns.size() * rows.size()) {
      throw new IllegalArgumentException(
          columns.size() + " x " + rows.size() + " cells are wanted, got " + cells.size());
    }
  }

  /** The cell at a place, both from 0. */
  public Cell cell(int column, int row) {
    return cells.get(row * columns.size() + column);
  }

  /**
   * Draws the sheet and adds it to a folder under the next free number, as {@code 00042-grid.png}.
   * It remembers the settings of its first picture.
   *
   * @param settings what it remembers beside them, by name, as the web UI's "X Type"
   * @throws EngineException when a picture cannot be read or the folder cannot be written
   */
  public Path addTo(Path folder, Map<String, String> settings) {
    return new PictureFolder(folder).add("grid", LabelledSheet.encode(this, settings));
  }
}
