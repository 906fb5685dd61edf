// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import studio.bonsai.engine.BenchmarkPlan;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.CompressionRequest;
import studio.bonsai.engine.ConversionOptions;
import studio.bonsai.engine.DeviceName;
import studio.bonsai.engine.EngineOptions;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.Inspection;
import studio.bonsai.engine.Measurement;
import studio.bonsai.engine.MergeRequest;
import studio.bonsai.engine.ModelDefaults;
import studio.bonsai.engine.ModelSize;
import studio.bonsai.engine.OpenModel;
import studio.bonsai.engine.TrainingEvent;
import studio.bonsai.engine.TrainingRequest;

/** What the commands need of the engine; their tests put a fake in its place. */
interface Workshop {
  /**
   * @param model a folder or a single file
   */
  OpenModel open(Path model, EngineOptions options);

  /** A line for the user whose machine could do better with those options; mostly empty. */
  Optional<String> advice(EngineOptions options);

  /** Looks at a model without loading it. */
  Inspection inspect(Path model);

  /** How a model likes to be used, by its configs alone. */
  ModelDefaults defaults(Path model);

  /** Multiply-adds of the U-Net for one picture and one step. */
  long stepOperations(Path model, ImageSize size);

  /**
   * Opens a model and times it.
   *
   * @param listener hears of each measurement as it is done, the opening first
   * @param cancel asked before every run of a stage
   */
  void benchmark(
      Path model,
      EngineOptions options,
      BenchmarkPlan plan,
      Consumer<Measurement> listener,
      CancelToken cancel);

  /**
   * Writes a model as a folder in diffusers' layout.
   *
   * @param cancel asked between tensors
   */
  void convert(Path source, Path folder, ConversionOptions options, CancelToken cancel);

  /** Measures a model without loading its weights. */
  ModelSize measure(Path model);

  /**
   * Writes a student of a model.
   *
   * @param cancel asked between tensors
   */
  void compress(CompressionRequest request, CancelToken cancel);

  /**
   * Writes a model with LoRAs added for good.
   *
   * @param cancel asked between tensors
   */
  void merge(MergeRequest request, CancelToken cancel);

  /** Teaches; the model lies in the run's folder when it is done. */
  void train(
      TrainingRequest request,
      Path run,
      Optional<DeviceName> device,
      Consumer<TrainingEvent> listener,
      CancelToken cancel);

  /** Goes on with a run. */
  void resume(
      Path run, Optional<DeviceName> device, Consumer<TrainingEvent> listener, CancelToken cancel);
}
