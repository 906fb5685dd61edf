// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.bonsai.engine.AtomicFile;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;

/** {@code losses.csv}: a row a step, every term of the loss apart. */
final class LossLog {
  /** The sum of the weighted terms. */
  static final String TOTAL = "loss";

  private static final String STEP = "step";

  private final Path file;

  LossLog(Path file) {
    this.file = file;
  }

  /** Takes away what came after a step: a resumed run writes it again. */
  void cutAfter(long step) {
    if (!Files.exists(file)) {
      return;
    }
    List<String> lines = read();
    List<String> kept = new ArrayList<>(lines.subList(0, Math.min(1, lines.size())));
    for (String line : lines.subList(kept.size(), lines.size())) {
      if (isWhole(lines.get(0), line) && Long.parseLong(line.split(",", 2)[0]) <= step) {
        kept.add(line);
      }
    }
    byte[] text = (String.join("\n", kept) + "\n").getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, text);
  }

  /** A process that was killed may have left half a row. */
  private static boolean isWhole(String header, String line) {
    return line.matches("\\d+,.*") && header.split(",", -1).length == line.split(",", -1).length;
  }

  void add(long step, Map<String, Double> values) {
    StringBuilder text = new StringBuilder();
    if (!Files.exists(file)) {
      text.append(STEP);
      values.keySet().forEach(name -> text.append(',').append(name));
      text.append('\n');
    }
    text.append(step);
    values.values().forEach(value -> text.append(',').append(value));
    text.append('\n');
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new EngineException("Cannot write " + file + ": " + FileFailure.reason(e), e);
    }
  }

  /** All columns by name, the steps among them. */
  Map<String, double[]> columns() {
    List<String> lines = read();
    Map<String, double[]> columns = new LinkedHashMap<>();
    if (lines.isEmpty()) {
      return columns;
    }
    String[] names = lines.get(0).split(",", -1);
    List<String[]> rows =
        lines.stream()
            .skip(1)
            .filter(l -> isWhole(lines.get(0), l))
            .map(l -> l.split(",", -1))
            .toList();
    for (int i = 0; i < names.length; i++) {
      int column = i;
      columns.put(
          names[i], rows.stream().mapToDouble(row -> Double.parseDouble(row[column])).toArray());
    }
    return columns;
  }

  private List<String> read() {
    try {
      return Arrays.asList(Files.readString(file).split("\n", -1));
    } catch (IOException e) {
      throw new EngineException("Cannot read " + file + ": " + FileFailure.reason(e), e);
    }
  }
}
