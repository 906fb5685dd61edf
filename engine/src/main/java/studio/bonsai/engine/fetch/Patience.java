// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.fetch;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;
import studio.bonsai.engine.CancelToken;

/**
 * How often to try again what failed in passing, and how long to wait before.
 *
 * @param retries after the first failure; progress begins the count anew
 * @param first wait, doubled after each failure
 * @param longest wait; a server that asks for more is left alone
 * @param worthwhile which failures are worth it
 */
public record Patience(
    int retries, Duration first, Duration longest, Predicate<HttpFailure> worthwhile) {
  private static final double JITTER = 0.1;

  /** For files: half a minute without a connection is survived. */
  public static Patience ofDownloads() {
    return new Patience(6, Duration.ofSeconds(1), Duration.ofMinutes(2), HttpFailure::isPassing);
  }

  /** For questions that somebody waits for: only a server that asks to wait is waited for. */
  public static Patience ofQuestions() {
    return new Patience(3, Duration.ofSeconds(1), Duration.ofSeconds(20), HttpFailure::isBusy);
  }

  /** Every failure is final. */
  public static Patience none() {
    return new Patience(0, Duration.ofMillis(1), Duration.ofMillis(2), failure -> false);
  }

  /**
   * Runs a task until it comes through or patience ends.
   *
   * @param waiting hears how long it waits before it tries again
   * @throws HttpFailure the last one
   * @throws java.util.concurrent.CancellationException as soon as it is cancelled
   */
  public void run(Runnable task, Consumer<Duration> waiting, CancelToken cancel) {
    Duration usual = first;
    for (int failures = 0; ; failures++) {
      try {
        task.run();
        return;
      } catch (HttpFailure e) {
        cancel.throwIfCancelled();
        if (failures == retries || !isWorthwhile(e)) {
          throw e;
        }
        Duration wait = e.retryAfter().orElse(jittered(usual));
        waiting.accept(wait);
        cancel.await(wait);
        usual = min(usual.multipliedBy(2), longest);
      }
    }
  }

  private boolean isWorthwhile(HttpFailure failure) {
    return worthwhile.test(failure)
        && failure.retryAfter().orElse(Duration.ZERO).compareTo(longest) <= 0;
  }

  /** So that many programs that failed at once do not all come back at once. */
  private static Duration jittered(Duration wait) {
    double factor = 1 + JITTER * ThreadLocalRandom.current().nextDouble();
    return Duration.ofNanos((long) (wait.toNanos() * factor));
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
