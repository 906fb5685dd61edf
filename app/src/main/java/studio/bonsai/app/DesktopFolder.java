// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows folders in the system's own file window. */
final class DesktopFolder {
  private static final Logger LOG = LoggerFactory.getLogger(DesktopFolder.class);

  private DesktopFolder() {}

  /** Waits for nothing; where there is no such window, nothing happens. */
  static void show(Path folder) {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String program =
        system.startsWith("windows") ? "explorer" : system.startsWith("mac") ? "open" : "xdg-open";
    try {
      new ProcessBuilder(List.of(program, folder.toString()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      LOG.warn("cannot show {}", folder, e);
    }
  }
}
