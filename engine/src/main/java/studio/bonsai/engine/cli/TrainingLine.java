// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import studio.bonsai.engine.TrainingEvent;
import studio.bonsai.engine.TrainingEvent.CheckpointWritten;
import studio.bonsai.engine.TrainingEvent.ClassPictureDrawn;
import studio.bonsai.engine.TrainingEvent.Finished;
import studio.bonsai.engine.TrainingEvent.Notice;
import studio.bonsai.engine.TrainingEvent.Phase;
import studio.bonsai.engine.TrainingEvent.StepFinished;

/** Shows how far a training is: for a person one line, for a log a line now and then. */
final class TrainingLine implements Consumer<TrainingEvent> {
  private static final int LINE = 110;
  private static final int LOGGED_EVERY = 50;

  private final Console console;
  private boolean shown;

  TrainingLine(Console console) {
    this.console = console;
  }

  @Override
  public void accept(TrainingEvent event) {
    if (event instanceof StepFinished step) {
      if (console.terminal()) {
        show(describe(step));
      } else if (step.step() % LOGGED_EVERY == 0 || step.step() == 1) {
        console.err().println(describe(step));
      }
    } else if (event instanceof ClassPictureDrawn drawn) {
      if (console.terminal()) {
        show(describe(drawn));
      } else if (drawn.done() % LOGGED_EVERY == 0 || drawn.done() == drawn.total()) {
        console.err().println(describe(drawn));
      }
    } else if (event instanceof Notice notice) {
      clear();
      console.err().println(notice.sentence());
    } else if (event instanceof Phase phase) {
      if (console.terminal()) {
        show(phase.name() + "...");
      }
    } else if (event instanceof CheckpointWritten checkpoint && !console.terminal()) {
      console.err().println("Checkpoint " + checkpoint.file());
    } else if (event instanceof Finished finished) {
      clear();
      console.out().println(finished.result());
    }
  }

  private static String describe(ClassPictureDrawn drawn) {
    return "class picture %d/%d  %s left"
        .formatted(drawn.done(), drawn.total(), Quantities.time(drawn.timeLeft()));
  }

  private static String describe(StepFinished step) {
    String terms =
        step.terms().entrySet().stream()
            .map(term -> String.format(Locale.ROOT, "%s %.4g", term.getKey(), term.getValue()))
            .collect(Collectors.joining(", "));
    String memory =
        step.memoryBytes().isPresent()
            ? ", " + Quantities.bytes(step.memoryBytes().getAsLong())
            : "";
    return String.format(
        Locale.ROOT,
        "step %d/%d  loss %.4g (%s)  lr %.2g  %s left%s",
        step.step(),
        step.steps(),
        step.loss(),
        terms,
        step.learningRate(),
        Quantities.time(step.timeLeft()),
        memory);
  }

  private void show(String text) {
    console.err().print("\r" + text + " ".repeat(Math.max(0, LINE - text.length())));
    console.err().flush();
    shown = true;
  }

  void clear() {
    if (shown) {
      console.err().print("\r" + " ".repeat(LINE) + "\r");
      console.err().flush();
      shown = false;
    }
  }
}
