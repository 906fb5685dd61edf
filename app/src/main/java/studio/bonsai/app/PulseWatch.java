// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import javafx.animation.AnimationTimer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures, from frame to frame, how long the FX thread worked and how long the next frame was kept
 * waiting; for developers. The work is the thread's own processor time: on a machine that has other
 * things to do it tells what the window costs, and the wait what the user sees.
 */
final class PulseWatch extends AnimationTimer {
  private static final Logger LOG = LoggerFactory.getLogger(PulseWatch.class);
  private static final long NANOS_A_MS = 1_000_000;

  /** Property that turns it on; its value is the wait in ms from which on a frame is logged. */
  private static final String PROPERTY = "bonsai.pulses";

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final FrameTimes work = new FrameTimes();
  private final FrameTimes wait = new FrameTimes();
  private final long limitMs;
  private long last;
  private long lastWork;

  /**
   * @param limitMs frames that are kept waiting longer are logged
   */
  PulseWatch(long limitMs) {
    this.limitMs = limitMs;
  }

  /** Its figures are logged when the program ends. */
  static void startIfWanted() {
    Long limit = Long.getLong(PROPERTY);
    if (limit != null) {
      PulseWatch watch = new PulseWatch(limit);
      watch.start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> LOG.info("{}", watch)));
    }
  }

  @Override
  public void handle(long unused) {
    // Not the pulse's own time: that is when it should have come.
    long now = System.nanoTime();
    long worked = threads.getCurrentThreadCpuTime();
    if (last != 0) {
      wait.add(now - last);
      work.add(worked - lastWork);
      if (now - last >= limitMs * NANOS_A_MS) {
        LOG.info(
            "frame {}: {} ms of work, after {} ms",
            work.count(),
            (worked - lastWork) / NANOS_A_MS,
            (now - last) / NANOS_A_MS);
      }
    }
    last = now;
    lastWork = worked;
  }

  FrameTimes work() {
    return work;
  }

  FrameTimes waits() {
    return wait;
  }

  @Override
  public String toString() {
    return work.count()
        + " frames; work of the FX thread a frame: "
        + work
        + "; from frame to"
        + " frame: "
        + wait;
  }
}
