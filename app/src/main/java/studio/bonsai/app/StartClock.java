// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app;

import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells in the log how long the start took. */
final class StartClock {
  private static final Logger LOG = LoggerFactory.getLogger(StartClock.class);

  private StartClock() {}

  /** Milliseconds since the process began. */
  static void log(String what) {
    long begun = ManagementFactory.getRuntimeMXBean().getStartTime();
    LOG.info("{} after {} ms", what, System.currentTimeMillis() - begun);
  }
}
