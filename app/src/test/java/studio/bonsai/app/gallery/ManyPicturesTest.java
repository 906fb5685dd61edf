// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import studio.bonsai.app.StudioTest;
import studio.bonsai.app.theme.Theme;

/** A gallery of ten thousand pictures. */
class ManyPicturesTest extends StudioTest {
  private static final int COUNT = 10_000;
  private static final int PULSES = 200;
  private static final double PIXELS_A_PULSE = 120;

  /** At 60 frames a second a frame has 16 ms, the renderer's share included. */
  private static final double MOST_MS = 16;

  private static final List<String> THINGS = List.of("fox", "car", "oak", "boat", "lamp", "owl");

  private void fill() {
    Path folder = places().pictures();
    for (int i = 0; i < COUNT; i++) {
      Shelf.webUi(
          folder.resolve("2026-" + i % 12).resolve(String.format("%05d.png", i)),
          "a "
              + THINGS.get(i % THINGS.size())
              + " numbered n"
              + i
              + "\nNegative prompt: fog\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: "
              + i
              + ", Size: 512x512, Model: model-"
              + i % 5);
    }
  }

  private boolean shows(int count) {
    return robot.lookup(".picture-tile").match(ManyPicturesTest::isShown).queryAll().size()
        == count;
  }

  private static boolean isShown(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  @Test
  void tenThousandPicturesAreSearchedAndScrolled(TestReporter reporter)
      throws InterruptedException {
    fill();
    go("gallery");
    await(
        () ->
            robot
                .lookup("#place-all .place-count")
                .queryAs(Label.class)
                .getText()
                .matches("10.000"));
    robot.clickOn("#gallery-search").write("owl n7777");
    await(() -> robot.lookup("#gallery-filters-clear").tryQuery().isPresent());
    robot.eraseText(9).write("boat n777");
    await(() -> shows(3));
    robot.eraseText(9);
    await(() -> !shows(3));
    // The first rows also pay for the compiler's warming up.
    double cold = scroll();
    double milliseconds = scroll();
    reporter.publishEntry("the same before the compiler has warmed up", "" + cold);
    reporter.publishEntry("FX thread's CPU time while scrolling, ms a pulse", "" + milliseconds);
    assertTrue(milliseconds < MOST_MS, milliseconds + " ms of CPU a pulse");
    robot.interact(() -> robot.lookup("#gallery-grid").query().requestFocus());
    robot.type(KeyCode.HOME).type(KeyCode.END);
    screenshot("gallery-many-light");
    robot.interact(Theme.DARK::apply);
    screenshot("gallery-many-dark");
    robot.interact(Theme.LIGHT::apply);
  }

  /** CPU time of the FX thread, which other work on the machine hardly touches. */
  private double scroll() throws InterruptedException {
    VirtualFlow<?> flow = robot.lookup("#gallery-grid .virtual-flow").queryAs(VirtualFlow.class);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long[] spent = new long[2];
    CountDownLatch done = new CountDownLatch(1);
    AnimationTimer timer =
        new AnimationTimer() {
          private int pulses;

          @Override
          public void handle(long now) {
            if (pulses == 0) {
              spent[0] = threads.getCurrentThreadCpuTime();
            }
            if (pulses++ == PULSES) {
              spent[1] = threads.getCurrentThreadCpuTime();
              stop();
              done.countDown();
            }
            flow.scrollPixels(PIXELS_A_PULSE);
          }
        };
    robot.interact(timer::start);
    assertTrue(done.await(60, TimeUnit.SECONDS), "the window stands still");
    return (spent[1] - spent[0]) / 1e6 / PULSES;
  }
}
