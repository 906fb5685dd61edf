// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/**
 * Draws pictures of the embedded model with the whole window open, types and browses meanwhile, and
 * tells what the frames cost. Not part of the tests: run it as the page of frame times says.
 */
class FrameTimesProof extends StudioTest {
  private static final int PICTURES = 12;
  private static final double MOST_MS = 100;

  @Test
  void noFrameOfTheFxThreadWorksLongerThanATenthOfASecond() {
    warm();
    AtomicReference<PulseWatch> idle = watch();
    robot.sleep(5_000);
    System.out.println("idle, with libtorch loading: " + stop(idle));
    AtomicReference<PulseWatch> first = watch();
    await(() -> !robot.lookup("#run").query().isDisabled());
    robot.clickOn("#prompt").write("a red apple").clickOn("#run");
    await(() -> drawn() == 1);
    System.out.println("the first picture: " + stop(first));
    AtomicReference<PulseWatch> many = watch();
    for (int i = 1; i < PICTURES; i++) {
      robot.clickOn("#run");
    }
    robot
        .clickOn("#prompt")
        .write(" on a blue table, and some more words that are typed while it draws");
    await(() -> drawn() >= PICTURES / 2);
    robot.clickOn("#results").type(KeyCode.LEFT).type(KeyCode.RIGHT, 5).type(KeyCode.LEFT, 3);
    await(() -> drawn() == PICTURES);
    PulseWatch busy = stop(many);
    System.out.println("drawing, typing and browsing: " + busy);
    assertTrue(busy.work().longest() < MOST_MS, busy::toString);
  }

  private AtomicReference<PulseWatch> watch() {
    AtomicReference<PulseWatch> watch = new AtomicReference<>();
    robot.interact(
        () -> {
          watch.set(new PulseWatch(50));
          watch.get().start();
        });
    return watch;
  }

  private PulseWatch stop(AtomicReference<PulseWatch> watch) {
    robot.interact(() -> watch.get().stop());
    return watch.get();
  }

  private int drawn() {
    return robot
        .lookup("#results")
        .tryQueryAs(ListView.class)
        .map(list -> list.getItems().size())
        .orElse(0);
  }
}
