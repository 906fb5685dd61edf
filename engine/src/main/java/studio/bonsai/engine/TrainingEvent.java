// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What the engine tells while it trains, on the thread that trains. */
public sealed interface TrainingEvent {
  /**
   * A stretch of work without steps begins.
   *
   * @param name in a few words, as "opening the teacher"
   */
  record Phase(String name) implements TrainingEvent {}

  /**
   * Something the user should know that stops nothing: a picture left out, a step skipped.
   *
   * @param sentence for the user
   */
  record Notice(String sentence) implements TrainingEvent {}

  /**
   * The weights were changed once more.
   *
   * @param step 1 to steps
   * @param loss the sum of the terms
   * @param terms each loss by its name, before they are weighted
   * @param learningRate of this step
   * @param gradientNorm over all weights, before it was clipped
   * @param timeLeft by the steps so far of this session
   * @param memoryBytes that the process holds now; empty where the system does not tell
   */
  record StepFinished(
      long step,
      long steps,
      double loss,
      Map<String, Double> terms,
      double learningRate,
      double gradientNorm,
      Duration timeLeft,
      OptionalLong memoryBytes)
      implements TrainingEvent {
    public StepFinished {
      terms = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(terms));
    }
  }

  /**
   * One more picture of the class was drawn, before the learning begins.
   *
   * @param done of them there are now, those of earlier runs included
   */
  record ClassPictureDrawn(int done, int total, Duration timeLeft) implements TrainingEvent {}

  /** The run can go on from here, whatever happens. */
  record CheckpointWritten(long step, Path file) implements TrainingEvent {}

  /** Sample pictures were drawn. */
  record SamplesDrawn(long step, List<Path> files) implements TrainingEvent {
    public SamplesDrawn {
      files = List.copyOf(files);
    }
  }

  /**
   * The run is over.
   *
   * @param result the model's folder, or the LoRA's file
   */
  record Finished(Path result) implements TrainingEvent {}
}
