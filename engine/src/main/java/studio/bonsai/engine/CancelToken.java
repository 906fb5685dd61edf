// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.util.concurrent.CancellationException;

/** Asks a running job to stop; every loop of the engine looks at it between steps. */
public final class CancelToken {
  private volatile boolean cancelled;

  /** A fresh token for a job that nobody will cancel. */
  public static CancelToken none() {
    return new CancelToken();
  }

  public void cancel() {
    cancelled = true;
  }

  public boolean isCancelled() {
    return cancelled;
  }

  /**
   * @throws CancellationException once {@link #cancel()} was called
   */
  public void throwIfCancelled() {
    if (cancelled) {
      throw new CancellationException("cancelled");
    }
  }
}
