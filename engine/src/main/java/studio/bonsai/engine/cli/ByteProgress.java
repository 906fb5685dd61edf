// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.util.Locale;
import java.util.function.LongConsumer;

/** How much is fetched: one line for a person, a line every tenth for a log. */
final class ByteProgress implements LongConsumer {
  private static final int LINE = 60;

  private final Console console;
  private final long total;
  private long shown = -1;

  ByteProgress(Console console, long total) {
    this.console = console;
    this.total = total;
  }

  @Override
  public void accept(long done) {
    long parts = console.terminal() ? 1000 : 10;
    long part = total == 0 ? parts : done * parts / total;
    if (part == shown) {
      return;
    }
    shown = part;
    String text =
        String.format(
            Locale.ROOT,
            "%d%%, %s of %s",
            total == 0 ? 100 : 100 * done / total,
            Quantities.bytes(done),
            Quantities.bytes(total));
    if (console.terminal()) {
      console.err().print("\r" + text + " ".repeat(Math.max(0, LINE - text.length())));
      console.err().flush();
    } else {
      console.err().println(text);
    }
  }

  void clear() {
    if (console.terminal() && shown >= 0) {
      console.err().print("\r" + " ".repeat(LINE) + "\r");
      console.err().flush();
      shown = -1;
    }
  }
}
