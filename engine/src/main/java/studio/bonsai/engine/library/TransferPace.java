// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.library;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;

/** How fast bytes come, over the last seconds. */
final class TransferPace {
  private static final long WINDOW_NS = 10_000_000_000L;
  private static final long GAP_NS = 200_000_000L;
  private static final double NANO = 1e9;

  private final LongSupplier clock;
  private final Deque<Sample> samples = new ArrayDeque<>();

  private record Sample(long time, long done) {}

  /**
   * @param clock nanoseconds
   */
  TransferPace(LongSupplier clock) {
    this.clock = clock;
  }

  /** Takes down how much is there; says whether so much time has gone that it is worth telling. */
  boolean note(long done) {
    long now = clock.getAsLong();
    Sample last = samples.peekLast();
    if (last != null && done < last.done()) {
      samples.clear();
    } else if (last != null && now - last.time() < GAP_NS) {
      return false;
    }
    samples.addLast(new Sample(now, done));
    while (samples.size() > 2 && now - samples.getFirst().time() > WINDOW_NS) {
      samples.removeFirst();
    }
    return true;
  }

  /** Time that passed without work does not count. */
  void pause() {
    samples.clear();
  }

  double bytesPerSecond() {
    if (samples.size() < 2) {
      return 0;
    }
    Sample first = samples.getFirst();
    Sample last = samples.getLast();
    return (last.done() - first.done()) * NANO / Math.max(1, last.time() - first.time());
  }

  Optional<Duration> left(long bytes) {
    double pace = bytesPerSecond();
    return pace <= 0
        ? Optional.empty()
        : Optional.of(Duration.ofMillis((long) (bytes * 1000 / pace)));
  }
}
