// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import studio.bonsai.engine.CancelToken;

/**
 * Ctrl+C: the running job stops after its step, what is begun is cleaned up, and the process ends
 * with the signal's own exit code, 130.
 */
final class Interrupt {
  /** A step of a large picture on a slow machine may take this long. */
  static final Duration LONGEST_STEP = Duration.ofMinutes(1);

  private final Duration patience;
  private final IntConsumer leave;
  private final CancelToken token = new CancelToken();
  private final CountDownLatch done = new CountDownLatch(1);

  /**
   * @param patience how long the job has to come to an end
   * @param leave ends the process with an exit code while the job still runs
   */
  Interrupt(Duration patience, IntConsumer leave) {
    this.patience = patience;
    this.leave = leave;
  }

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
      if (!done.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        leave.accept(Complaints.CANCELLED);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
