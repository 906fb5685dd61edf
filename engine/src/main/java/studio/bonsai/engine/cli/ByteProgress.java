// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.util.Locale;
import java.util.function.LongConsumer;
import studio.bonsai.engine.DownloadProgress;

/** How much is fetched: one line for a person, a line every tenth for a log. */
final class ByteProgress implements LongConsumer {
  private static final int LINE = 79;
  private static final int LOG_PARTS = 10;

  private final Console console;
  private final long total;
  private long shown = -1;
  private long added;
  private String line = "";

  ByteProgress(Console console, long total) {
    this.console = console;
    this.total = total;
  }

  /** So many bytes more than before. */
  synchronized void add(long bytes) {
    added += bytes;
    accept(added);
  }

  @Override
  public void accept(long done) {
    show(done, "");
  }

  /** With pace and time left, or what it waits for. */
  void accept(DownloadProgress progress) {
    String more =
        switch (progress.phase()) {
          case FETCHING ->
              progress.left().isEmpty()
                  ? ""
                  : String.format(
                      ", %s/s, %s left",
                      Quantities.bytes((long) progress.bytesPerSecond()),
                      Quantities.time(progress.left().get()));
          case CHECKING -> ", checking";
          case WAITING ->
              ", the server is busy or away: next try in " + Quantities.time(progress.pause());
        };
    show(progress.done(), more);
  }

  private void show(long done, String more) {
    long part = total == 0 ? LOG_PARTS : done * LOG_PARTS / total;
    if (!console.terminal() && part == shown) {
      return;
    }
    String text =
        String.format(
            Locale.ROOT,
            "%d%%, %s of %s",
            total == 0 ? 100 : 100 * done / total,
            Quantities.bytes(done),
            Quantities.bytes(total));
    if (!console.terminal()) {
      shown = part;
      console.err().println(text);
    } else if (!(text + more).equals(line)) {
      shown = part;
      line = text + more;
      console.err().print("\r" + line + " ".repeat(Math.max(0, LINE - line.length())));
      console.err().flush();
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
