// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import studio.bonsai.engine.CancelToken;

/**
 * Ctrl+C: the running job stops after its step, what is begun is cleaned up, and the process ends
 * with the signal's own exit code, 130.
 */
final class Interrupt {
  /** A step of a large picture on a slow machine may take this long. */
  private static final int LONGEST_STEP_SECONDS = 60;

  private final CancelToken token = new CancelToken();
  private final CountDownLatch done = new CountDownLatch(1);

  CancelToken token() {
    return token;
  }

  /** The job is over, in whatever way. */
  void finished() {
    done.countDown();
  }

  /** Called as the process shuts down, which after an orderly end has nothing to wait for. */
  void stopAndWait() {
    token.cancel();
    try {
      boolean unused = done.await(LONGEST_STEP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
