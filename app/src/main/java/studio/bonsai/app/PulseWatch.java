// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app;

import javafx.animation.AnimationTimer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures how long the FX thread keeps the next frame waiting; for developers. */
final class PulseWatch extends AnimationTimer {
  private static final Logger LOG = LoggerFactory.getLogger(PulseWatch.class);
  private static final long NANOS_A_MS = 1_000_000;

  /** Property that turns it on; its value is the gap in ms from which on a frame is logged. */
  private static final String PROPERTY = "bonsai.pulses";

  private final long limitMs;
  private long last;
  private long longestMs;
  private long frames;

  private PulseWatch(long limitMs) {
    this.limitMs = limitMs;
  }

  static void startIfWanted() {
    Long limit = Long.getLong(PROPERTY);
    if (limit != null) {
      new PulseWatch(limit).start();
    }
  }

  @Override
  public void handle(long now) {
    frames++;
    long gapMs = last == 0 ? 0 : (now - last) / NANOS_A_MS;
    last = now;
    if (gapMs > longestMs) {
      longestMs = gapMs;
      LOG.info("longest frame so far: {} ms, after {} frames", gapMs, frames);
    } else if (gapMs >= limitMs) {
      LOG.info("frame of {} ms, the {}th", gapMs, frames);
    }
  }
}
