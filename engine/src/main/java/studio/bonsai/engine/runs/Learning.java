// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runs;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.train.Leaves;
import studio.bonsai.engine.train.MasterWeights;
import studio.bonsai.engine.train.Networks;
import studio.bonsai.engine.train.Objective;
import studio.bonsai.engine.train.RunFolder;
import studio.bonsai.engine.weights.Replacement;
import studio.bonsai.engine.weights.Writing;

/** In which way networks learn, whatever they learn. */
interface Learning {
  /** What is changed. */
  MasterWeights weights();

  /**
   * An objective over the networks as they are at each step.
   *
   * @param builder of the objective; what is costly and not changed stays outside
   */
  Objective objective(Leaves leaves, Kernels kernels, Function<Networks, Objective> builder);

  /** See {@link Taught#components}. */
  Map<String, Replacement> components(Map<String, NDArray> arrays);

  /** See {@link Taught#write}. */
  Path write(Map<String, NDArray> arrays, RunFolder folder, Writing writing);
}
