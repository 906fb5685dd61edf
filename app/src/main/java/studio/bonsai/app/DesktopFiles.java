// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows files and folders with what the system shows them with. */
final class DesktopFiles {
  private static final Logger LOG = LoggerFactory.getLogger(DesktopFiles.class);

  private DesktopFiles() {}

  /** Waits for nothing; where nothing shows them, nothing happens. */
  static void show(Path file) {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String program =
        system.startsWith("windows") ? "explorer" : system.startsWith("mac") ? "open" : "xdg-open";
    try {
      new ProcessBuilder(List.of(program, file.toString()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      LOG.warn("cannot show {}", file, e);
    }
  }
}
