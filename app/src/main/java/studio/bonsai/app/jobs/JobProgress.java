// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.jobs;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a running job tells of itself.
 *
 * @param done 0 to 1; empty while nobody can know
 * @param stage in a few words, as "reading the prompt"; may be empty
 * @param timeLeft as far as it can be told
 */
public record JobProgress(OptionalDouble done, String stage, Optional<Duration> timeLeft) {
  public JobProgress {
    Objects.requireNonNull(stage, "stage");
  }

  /** Nothing is known yet. */
  public static JobProgress none() {
    return stage("");
  }

  /** Work of a length that nobody knows. */
  public static JobProgress stage(String stage) {
    return new JobProgress(OptionalDouble.empty(), stage, Optional.empty());
  }

  public static JobProgress of(double done, String stage, Optional<Duration> timeLeft) {
    return new JobProgress(OptionalDouble.of(done), stage, timeLeft);
  }
}
