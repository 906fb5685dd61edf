// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.results;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.scene.image.Image;

/**
 * How far the picture is that is being drawn.
 *
 * @param job its id
 * @param phase in the user's words
 * @param done of the whole job, 0 to 1
 * @param step in the user's words; empty between steps
 * @param stepTime of the last step
 * @param timeLeft of the whole job
 * @param preview what is seen by now
 */
record StageProgress(
    long job,
    String phase,
    OptionalDouble done,
    Optional<Step> step,
    Optional<Duration> stepTime,
    Optional<Duration> timeLeft,
    Optional<Image> preview) {
  /**
   * @param number from 1
   */
  record Step(int number, int count) {}

  StageProgress {
    Objects.requireNonNull(phase, "phase");
  }
}
