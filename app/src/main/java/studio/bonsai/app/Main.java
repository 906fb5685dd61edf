// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app;

import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Application;

/** Starts the studio. Not an {@link Application} itself: that lets it run from the class path. */
public final class Main {
  /** Held, for loggers that nobody holds lose their levels. */
  private static final Logger JAVAFX = Logger.getLogger("javafx");

  private Main() {}

  public static void main(String[] args) {
    // It would warn that it runs from the class path, which is on purpose.
    JAVAFX.setLevel(Level.SEVERE);
    // Before anything logs: the studio's log is a file, for a window has no terminal.
    System.setProperty("bonsai.logs", Places.ofThisMachine().logs().toString());
    System.setProperty("logback.configurationFile", "studio/bonsai/app/logback.xml");
    try {
      Application.launch(StudioApplication.class, args);
    } catch (UnsupportedOperationException e) {
      System.err.println(
          "bonsai: No screen to open the studio on ("
              + e.getMessage()
              + "). Without one, use the"
              + " command line: bonsai --help");
      System.exit(1);
    }
  }
}
