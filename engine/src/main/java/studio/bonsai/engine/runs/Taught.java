// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runs;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import studio.bonsai.engine.train.CaptionReader;
import studio.bonsai.engine.train.Lesson;
import studio.bonsai.engine.train.RunFolder;
import studio.bonsai.engine.train.TrainingBatches;
import studio.bonsai.engine.weights.ModelFolder;
import studio.bonsai.engine.weights.Replacement;
import studio.bonsai.engine.weights.Writing;

/** A lesson, and how its weights make a model. */
interface Taught extends Lesson {
  /** The model whose other components the result shares. */
  ModelFolder base();

  /** What reads captions, where it stays as it is while the rest learns. */
  default Optional<CaptionReader> captions() {
    return Optional.empty();
  }

  /**
   * Looks at some pictures with what was learnt, before the model is written.
   *
   * @param weights under the names of {@link Lesson#weights}
   */
  default void finish(Map<String, NDArray> weights, TrainingBatches batches) {
    // Most lessons have learnt all that there is to know.
  }

  /**
   * What the weights replace in the base.
   *
   * @param weights under the names of {@link Lesson#weights}
   */
  Map<String, Replacement> components(Map<String, NDArray> weights);

  /**
   * Writes what the run is for.
   *
   * @param weights under the names of {@link Lesson#weights}
   * @return where it lies
   */
  Path write(Map<String, NDArray> weights, RunFolder folder, Writing writing);
}
