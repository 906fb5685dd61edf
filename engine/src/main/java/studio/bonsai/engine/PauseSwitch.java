// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

/** Lets a run wait between two steps, without losing anything, until it is told to go on. */
public final class PauseSwitch {
  private static final long LOOK_AGAIN_MILLIS = 200;

  private boolean paused;

  public synchronized void pause() {
    paused = true;
  }

  public synchronized void resume() {
    paused = false;
    notifyAll();
  }

  public synchronized boolean isPaused() {
    return paused;
  }

  /** Waits as long as the switch is on pause and the job is not cancelled. */
  public synchronized void awaitResumed(CancelToken cancel) {
    try {
      while (paused && !cancel.isCancelled()) {
        wait(LOOK_AGAIN_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cancel.cancel();
    }
  }
}
