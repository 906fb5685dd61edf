// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.util.function.Consumer;
import studio.bonsai.engine.GenerationEvent;
import studio.bonsai.engine.GenerationEvent.Phase;
import studio.bonsai.engine.GenerationEvent.PictureFinished;
import studio.bonsai.engine.GenerationEvent.StepFinished;

/**
 * Shows how far the drawing is: for a person one line, redrawn at every step; for a log nothing but
 * the finished pictures, which the caller names anyway.
 */
final class ProgressLine implements Consumer<GenerationEvent> {
  private static final int BAR = 24;
  private static final int LINE = 79;

  private final Console console;
  private final String title;
  private final int pictures;
  private boolean shown;

  /**
   * @param title what is drawn; shortened to the room there is
   * @param pictures how many will be drawn
   */
  ProgressLine(Console console, String title, int pictures) {
    this.console = console;
    this.title = title.replaceAll("\\s+", " ");
    this.pictures = pictures;
  }

  @Override
  public void accept(GenerationEvent event) {
    if (!console.terminal()) {
      return;
    }
    if (event instanceof Phase phase) {
      show(phase.name() + "...");
    } else if (event instanceof StepFinished step) {
      show(describe(step));
    } else if (event instanceof PictureFinished) {
      clear();
    }
  }

  /** Empties the line, so that something else can be written. */
  void clear() {
    if (shown) {
      console.err().print("\r" + " ".repeat(LINE) + "\r");
      console.err().flush();
      shown = false;
    }
  }

  private String describe(StepFinished step) {
    int done = (int) ((long) BAR * step.step() / step.steps());
    String picture = pictures > 1 ? (step.pictureIndex() + 1) + "/" + pictures + " " : "";
    return picture
        + "["
        + "#".repeat(done)
        + ".".repeat(BAR - done)
        + "] step "
        + step.step()
        + "/"
        + step.steps()
        + ", "
        + Quantities.time(step.timeLeft())
        + " left";
  }

  private void show(String text) {
    int room = Math.max(0, LINE - text.length() - 2);
    String shortened =
        title.length() > room ? title.substring(0, Math.max(0, room - 3)) + "..." : title;
    String line = room < 8 || title.isEmpty() ? text : shortened + "  " + text;
    console.err().print("\r" + line + " ".repeat(Math.max(0, LINE - line.length())));
    console.err().flush();
    shown = true;
  }
}
