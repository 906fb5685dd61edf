// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import studio.bonsai.engine.TrainingEvent.StepFinished;
import studio.bonsai.engine.runtime.MainMemory;

/** Tells how far a run is; times are those of this session. */
final class Progress {
  /** The first steps of a process are slower and would spoil the forecast. */
  private static final int WARM_UP = 3;

  private final long steps;
  private final long first;
  private long measured;
  private long counted;
  private long last = System.nanoTime();

  /**
   * @param first the step that was done before this session
   */
  Progress(long steps, long first) {
    this.steps = steps;
    this.first = first;
  }

  /** What was done since the last step is not part of the next one. */
  void ignoreSinceStep() {
    last = System.nanoTime();
  }

  StepFinished finished(long step, Map<String, Double> terms, double rate, double norm) {
    long now = System.nanoTime();
    long taken = now - last;
    last = now;
    if (step - first > WARM_UP || counted == 0) {
      measured = counted == 0 || step - first == WARM_UP + 1 ? taken : measured + taken;
      counted = step - first == WARM_UP + 1 ? 1 : counted + 1;
    }
    Duration left = Duration.ofNanos(measured / counted * (steps - step));
    Map<String, Double> parts = new LinkedHashMap<>(terms);
    double loss = parts.remove(LossLog.TOTAL);
    return new StepFinished(step, steps, loss, parts, rate, norm, left, MainMemory.ofThisProcess());
  }
}
