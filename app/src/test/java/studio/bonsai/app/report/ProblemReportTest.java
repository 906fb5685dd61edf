// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.EngineException;

class ProblemReportTest {
  @TempDir Path folder;

  private ProblemReport report;

  @BeforeEach
  void makeReport() throws IOException {
    Path logs = Files.createDirectories(folder.resolve("logs"));
    Files.writeString(logs.resolve("studio.log"), "it broke");
    Path pictures = Files.createDirectories(folder.resolve("pictures"));
    for (int i = 10; i < 22; i++) {
      Files.writeString(pictures.resolve("000" + i + "-1.png"), "picture " + i);
    }
    Map<String, String> settings =
        Map.of("theme", "DARK", "generate.prompt", "my secret", "folders.pictures", "/home/jo");
    report = new ProblemReport(logs, settings, pictures, Map.of("os.name", "Linux"));
  }

  @Test
  void holdsLogSettingsAndMachineButNothingOfTheUsersOwn() throws IOException {
    Map<String, String> entries = written(false, false);
    assertEquals("it broke", entries.get("logs/studio.log"));
    assertEquals("os.name: Linux\n", entries.get("machine.txt"));
    assertEquals("theme: DARK\n", entries.get("settings.txt"));
    assertEquals(3, entries.size());
  }

  @Test
  void holdsPromptsWhenTicked() throws IOException {
    assertTrue(written(true, false).get("settings.txt").contains("my secret"));
  }

  @Test
  void holdsTheTenNewestPicturesWhenTicked() throws IOException {
    Map<String, String> entries = written(false, true);
    assertEquals("picture 21", entries.get("pictures/00021-1.png"));
    assertFalse(entries.containsKey("pictures/00011-1.png"));
    assertEquals(13, entries.size());
  }

  @Test
  void aFileWhereTheFolderBelongsIsTold() throws IOException {
    Path zip = Files.writeString(folder.resolve("file"), "").resolve("report.zip");
    EngineException e = assertThrows(EngineException.class, () -> report.write(zip, false, false));
    assertTrue(e.getMessage().contains("report.zip"), e.getMessage());
  }

  private Map<String, String> written(boolean prompts, boolean pictures) throws IOException {
    Path zip = folder.resolve("report.zip");
    report.write(zip, prompts, pictures);
    Map<String, String> entries = new TreeMap<>();
    try (ZipFile file = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : file.stream().toList()) {
        byte[] bytes = file.getInputStream(entry).readAllBytes();
        entries.put(entry.getName(), new String(bytes, StandardCharsets.UTF_8));
      }
    }
    return entries;
  }
}
