// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.report;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import studio.bonsai.engine.AtomicFile;
import studio.bonsai.engine.EngineException;

/**
 * A zip for those who mend the studio: its log, its settings and what machine it runs on. What the
 * user wrote or drew is left out unless it is ticked.
 *
 * @param logs folder of log files
 * @param settings by name
 * @param pictures the folder of pictures
 * @param machine facts by name
 */
public record ProblemReport(
    Path logs, Map<String, String> settings, Path pictures, Map<String, String> machine) {
  /** Settings that hold words of the user's, by the beginnings of their names. */
  private static final List<String> PRIVATE =
      List.of("generate.", "gallery.", "folders.", "catalogue.", "grid.");

  /** More would make the zip too large to send. */
  private static final int MOST_PICTURES = 10;

  /**
   * @param prompts whether prompts and other words of the user's go in
   * @param withPictures whether the newest pictures go in
   * @throws EngineException when the file cannot be written
   */
  public void write(Path zip, boolean prompts, boolean withPictures) {
    AtomicFile.write(
        zip,
        channel -> {
          ZipOutputStream entries = new ZipOutputStream(Channels.newOutputStream(channel));
          text(entries, "machine.txt", lines(machine));
          text(entries, "settings.txt", lines(prompts ? settings : withoutPrivate()));
          files(entries, "logs/", logs, ".log");
          if (withPictures) {
            pictures(entries);
          }
          // The channel is still needed.
          entries.finish();
        });
  }

  private Map<String, String> withoutPrivate() {
    Map<String, String> rest = new TreeMap<>(settings);
    rest.keySet().removeIf(name -> PRIVATE.stream().anyMatch(name::startsWith));
    return rest;
  }

  private static String lines(Map<String, String> facts) {
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(facts).forEach((n, v) -> lines.append(n).append(": ").append(v).append('\n'));
    return lines.toString();
  }

  private static void text(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private static void files(ZipOutputStream zip, String prefix, Path folder, String ending)
      throws IOException {
    for (Path file : inFolder(folder, ending)) {
      copy(zip, prefix, file);
    }
  }

  private void pictures(ZipOutputStream zip) throws IOException {
    List<Path> all = inFolder(pictures, ".png");
    for (Path file : all.subList(Math.max(0, all.size() - MOST_PICTURES), all.size())) {
      copy(zip, "pictures/", file);
    }
  }

  private static void copy(ZipOutputStream zip, String prefix, Path file) throws IOException {
    zip.putNextEntry(new ZipEntry(prefix + file.getFileName()));
    Files.copy(file, zip);
    zip.closeEntry();
  }

  private static List<Path> inFolder(Path folder, String ending) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().endsWith(ending)).sorted().toList();
    }
  }
}
