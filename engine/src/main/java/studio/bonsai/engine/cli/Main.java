// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import studio.bonsai.engine.runtime.ProcessEnd;

/** Starts the command line. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Interrupt interrupt = new Interrupt(Interrupt.LONGEST_STEP, ProcessEnd::leave);
    Runtime.getRuntime().addShutdownHook(new Thread(interrupt::stopAndWait, "interrupt"));
    Console console =
        new Console(
            new PrintWriter(System.out, true, charset("stdout.encoding")),
            new PrintWriter(System.err, true, charset("stderr.encoding")),
            "true".equals(System.getenv("BONSAI_TERMINAL")));
    int exitCode = BonsaiCommand.run(console, new LocalWorkshop(), interrupt.token(), args);
    interrupt.finished();
    System.exit(exitCode);
  }

  /** The terminal's own: Java 17 knows it only for both streams together. */
  private static Charset charset(String property) {
    return Charset.forName(
        System.getProperty(property, System.getProperty("native.encoding", "UTF-8")));
  }
}
