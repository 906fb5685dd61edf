// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks a running job to stop; every loop of the engine looks at it between steps. */
public final class CancelToken {
  private final CountDownLatch ended = new CountDownLatch(1);

  /** A fresh token for a job that nobody will cancel. */
  public static CancelToken none() {
    return new CancelToken();
  }

  public void cancel() {
    ended.countDown();
  }

  public boolean isCancelled() {
    return ended.getCount() == 0;
  }

  /**
   * Waits, and ends at once when it is cancelled.
   *
   * @throws CancellationException once {@link #cancel()} was called
   */
  public void await(Duration time) {
    try {
      boolean unused = ended.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
    throwIfCancelled();
  }

  /**
   * @throws CancellationException once {@link #cancel()} was called
   */
  public void throwIfCancelled() {
    if (isCancelled()) {
      throw new CancellationException("cancelled");
    }
  }
}
