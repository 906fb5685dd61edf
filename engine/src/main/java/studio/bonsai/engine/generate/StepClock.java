// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import java.time.Duration;

/** Times steps and batches, and tells from them how long the rest will take. */
public final class StepClock {
  private final int batches;
  private int batchesDone;
  private long batchBegan;
  private long last;
  private long stepTotal;
  private long steps;
  private long besideSteps;
  private long stepsOfBatch;

  /**
   * @param batches that there are to do
   */
  public StepClock(int batches) {
    this.batches = batches;
  }

  public void beginBatch() {
    batchBegan = System.nanoTime();
    last = batchBegan;
    stepsOfBatch = 0;
  }

  /** What was done since the last step was no step. */
  public void beginSteps() {
    last = System.nanoTime();
  }

  /** One step is done; how long it took. */
  public Duration step() {
    long now = System.nanoTime();
    long taken = now - last;
    last = now;
    stepTotal += taken;
    stepsOfBatch += taken;
    steps++;
    return Duration.ofNanos(taken);
  }

  /** A batch is done; how long it took, text and decoding included. */
  public Duration endBatch() {
    long taken = System.nanoTime() - batchBegan;
    batchesDone++;
    besideSteps += taken - stepsOfBatch;
    return Duration.ofNanos(taken);
  }

  /**
   * The time until everything is done, by the mean of the steps so far; decoding is known only once
   * a batch is done.
   *
   * @param stepsLeft in this batch
   * @param stepsABatch in every further batch
   */
  public Duration left(int stepsLeft, int stepsABatch) {
    long further = (long) stepsABatch * (batches - batchesDone - 1);
    long beside = batchesDone == 0 ? 0 : besideSteps / batchesDone * (batches - batchesDone);
    return Duration.ofNanos((stepsLeft + further) * (stepTotal / steps) + beside);
  }
}
