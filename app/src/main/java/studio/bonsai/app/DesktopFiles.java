// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows files and folders with what the system shows them with. */
final class DesktopFiles {
  private static final Logger LOG = LoggerFactory.getLogger(DesktopFiles.class);

  private static final long PATIENCE_S = 3;

  private DesktopFiles() {}

  /** May wait a little; where nothing shows them, nothing happens. */
  static void show(Path file) {
    String program = isOn("windows") ? "explorer" : isOn("mac") ? "open" : "xdg-open";
    if (!run(List.of(program, file.toString()))) {
      LOG.warn("cannot show {}", file);
    }
  }

  /** Opens a file's folder, with the file marked where the system can do that. */
  static void showInFolder(Path file) {
    boolean shown =
        isOn("windows")
            ? run(List.of("explorer", "/select," + file))
            : isOn("mac") ? run(List.of("open", "-R", file.toString())) : askFileManager(file);
    if (!shown) {
      show(file.toAbsolutePath().getParent());
    }
  }

  /** What desktops of freedesktop.org understand; its arrays are parted by commas. */
  private static boolean askFileManager(Path file) {
    String uri = file.toUri().toASCIIString().replace(",", "%2C");
    return run(
        List.of(
            "dbus-send",
            "--session",
            "--print-reply",
            "--dest=org.freedesktop.FileManager1",
            "/org/freedesktop/FileManager1",
            "org.freedesktop.FileManager1.ShowItems",
            "array:string:" + uri,
            "string:"));
  }

  private static boolean isOn(String system) {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith(system);
  }

  /** Whether it went well; a program that goes on for a while has begun well. */
  private static boolean run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean over = process.waitFor(PATIENCE_S, TimeUnit.SECONDS);
      // Windows' explorer returns 1 whatever happens.
      return !over || process.exitValue() == 0 || isOn("windows");
    } catch (IOException e) {
      LOG.warn("cannot run {}", command.get(0), e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
