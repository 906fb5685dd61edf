// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** What the engine tells while it draws, on the thread that draws. */
public sealed interface GenerationEvent {
  /**
   * A stretch of work without steps begins.
   *
   * @param name in a few words, as "reading the prompt"
   */
  record Phase(String name) implements GenerationEvent {}

  /**
   * One denoising step is done.
   *
   * @param pictureIndex the picture, or the first of the batch, from 0
   * @param step 1 to steps
   * @param steps how often the network is asked, which some samplers do more than once a step
   * @param stepTime of this step
   * @param timeLeft of the whole request, as far as the steps so far tell
   * @param preview makes a small picture of what is seen by now; to be called, if at all, before
   *     the listener returns
   */
  record StepFinished(
      int pictureIndex,
      int step,
      int steps,
      Duration stepTime,
      Duration timeLeft,
      Optional<Supplier<Pixels>> preview)
      implements GenerationEvent {}

  /** A picture is ready, before the next one begins. */
  record PictureFinished(GeneratedImage image) implements GenerationEvent {}
}
