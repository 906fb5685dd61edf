// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.channels.Channels;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.bonsai.engine.DataReport.Severity;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;

/**
 * The rows of a {@code metadata.csv} or {@code metadata.jsonl}, as Hugging Face's image folders
 * have them: a file's name and its caption, or a list of captions to choose among.
 */
final class CaptionTable {
  /** Columns that hold a caption; of several the first that a table has. */
  static final List<String> CAPTIONS = List.of("text", "caption", "captions", "prompt");

  private static final String FILE = "file_name";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final CsvMapper CSV = CsvMapper.builder().build();

  /** Takes a row. */
  @FunctionalInterface
  interface Rows {
    void row(String file, List<String> captions);
  }

  private final Path table;
  private final String name;
  private final Rows rows;
  private final Problems.Tally broken;

  private CaptionTable(Path table, String name, Rows rows, Problems problems) {
    this.table = table;
    this.name = name;
    this.rows = rows;
    broken =
        problems.tally(
            Severity.SKIPPED,
            "of " + name + " is no row with a file_name and a caption, and is left out.",
            "lines of " + name + " are no rows with a file_name and a caption, and are left out");
  }

  /**
   * @param name of the table, for sentences
   */
  static void read(Path table, String name, Rows rows, Problems problems) {
    CaptionTable reader = new CaptionTable(table, name, rows, problems);
    // What is not UTF-8 in one caption must not cost all others.
    try (BufferedReader in =
        new BufferedReader(
            Channels.newReader(
                Files.newByteChannel(table),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE),
                -1))) {
      skipByteOrderMark(in);
      if (name.endsWith(".csv")) {
        reader.readCsv(in);
      } else {
        reader.readLines(in);
      }
    } catch (IOException e) {
      throw new EngineException("Cannot read " + table + ": " + FileFailure.reason(e), e);
    }
    reader.broken.tell();
  }

  private static void skipByteOrderMark(BufferedReader in) throws IOException {
    in.mark(1);
    if (in.read() != '\ufeff') {
      in.reset();
    }
  }

  private void readLines(BufferedReader in) throws IOException {
    int number = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      number++;
      if (!PictureNames.caption(line).isEmpty() && !readLine(line)) {
        broken.add("Line " + number);
      }
    }
  }

  private boolean readLine(String line) {
    try {
      JsonNode row = JSON.readTree(line);
      JsonNode file = row == null ? null : row.get(FILE);
      JsonNode caption = row == null ? null : first(row);
      if (file == null || !file.isTextual() || caption == null) {
        return false;
      }
      List<String> captions = new ArrayList<>();
      if (caption.isArray()) {
        caption.forEach(c -> captions.add(PictureNames.caption(c.asText())));
      } else {
        captions.add(PictureNames.caption(caption.isNull() ? "" : caption.asText()));
      }
      rows.row(file.textValue(), captions);
      return true;
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static JsonNode first(JsonNode row) {
    return CAPTIONS.stream().filter(row::has).findFirst().map(row::get).orElse(null);
  }

  private void readCsv(Reader in) throws IOException {
    try (MappingIterator<Map<String, String>> lines =
        CSV.readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .with(CsvParser.Feature.IGNORE_TRAILING_UNMAPPABLE)
            .with(CsvParser.Feature.SKIP_EMPTY_LINES)
            .readValues(in)) {
      String caption = null;
      int number = 1;
      while (lines.hasNextValue()) {
        number++;
        Map<String, String> row = lines.nextValue();
        if (caption == null) {
          caption = captionColumn(row);
        }
        readRow(row, caption, number);
      }
    } catch (JsonProcessingException e) {
      throw new EngineException(
          table
              + " is no table of commas: "
              + FileFailure.reason(e)
              + " Put captions with quotes or commas into quotes.",
          e);
    }
  }

  private void readRow(Map<String, String> row, String caption, int number) {
    String file = row.get(FILE);
    String text = row.get(caption);
    if (file == null || file.isBlank() || text == null) {
      broken.add("Row " + number);
    } else {
      rows.row(file, List.of(PictureNames.caption(text)));
    }
  }

  private String captionColumn(Map<String, String> row) {
    Optional<String> found = CAPTIONS.stream().filter(row::containsKey).findFirst();
    if (!row.containsKey(FILE) || found.isEmpty()) {
      throw new EngineException(
          name
              + " needs the columns file_name and text in its first line, found "
              + String.join(", ", row.keySet())
              + ".");
    }
    return found.get();
  }
}
