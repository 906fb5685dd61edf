// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import studio.bonsai.engine.BenchmarkPlan.Stage;
import studio.bonsai.engine.GenerationEvent.Phase;
import studio.bonsai.engine.GenerationEvent.PictureFinished;
import studio.bonsai.engine.GenerationEvent.StepFinished;
import studio.bonsai.engine.generate.BatchListener;
import studio.bonsai.engine.generate.Benchmark;
import studio.bonsai.engine.generate.DiffusionModel;
import studio.bonsai.engine.generate.ModelConverter;
import studio.bonsai.engine.generate.ModelInspector;
import studio.bonsai.engine.generate.PictureMaker;
import studio.bonsai.engine.generate.StepClock;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.weights.ModelFiles;

/** A model, open on a device: requests in, pictures out. Synchronous; one thread at a time. */
public final class Engine implements OpenModel {
  private final NDManager manager;
  private final DiffusionModel model;
  private final PictureMaker maker;
  private final ModelInfo info;

  private Engine(NDManager manager, DiffusionModel model, PictureMaker maker, ModelInfo info) {
    this.manager = manager;
    this.model = model;
    this.maker = maker;
    this.info = info;
  }

  /**
   * Opens a folder in diffusers' layout or a single file. Weights are loaded when they are first
   * needed.
   *
   * @throws EngineException when there is no model, damaged, or of an unknown architecture, or the
   *     device is not there
   */
  public static Engine open(Path model, EngineOptions options) {
    Compute compute = Devices.choose(options);
    LibTorch.inferOnThisThread();
    NDManager manager = LibTorch.newManager(compute);
    try {
      DiffusionModel opened =
          new DiffusionModel(ModelFiles.open(model), compute, manager, options.memory().layout());
      PictureMaker maker = new PictureMaker(opened, options.memory(), options.previews());
      return new Engine(manager, opened, maker, opened.info());
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /**
   * Looks at a model without loading anything.
   *
   * @param model a folder in diffusers' layout, or a single file
   * @throws EngineException when it is no model, or damaged
   */
  public static Inspection inspect(Path model) {
    return ModelInspector.inspect(model);
  }

  /**
   * What a model is used with where nobody asks for anything else, by its configs alone.
   *
   * @param model a folder in diffusers' layout, which needs no weights, or a single file
   * @throws EngineException when it is no model, or damaged
   */
  public static ModelDefaults defaults(Path model) {
    return ModelInspector.defaults(model);
  }

  /**
   * Counts a model's tokens; loads its tokenizer and nothing else.
   *
   * @param model a folder in diffusers' layout, or a single file
   * @return to be closed
   * @throws EngineException when it is no model, or damaged
   */
  public static TokenCounter tokenCounter(Path model) {
    return ModelInspector.tokenCounter(model);
  }

  /**
   * Counts the work of one step without loading weights.
   *
   * @param model a folder in diffusers' layout, or a single file
   * @return multiply-adds of the U-Net for one picture, attention's own products left out as the
   *     usual counters do
   * @throws EngineException when it is no model, or damaged
   */
  public static long stepOperations(Path model, ImageSize size) {
    return ModelInspector.stepOperations(model, size);
  }

  /**
   * Writes a model as a folder in diffusers' layout.
   *
   * @param source a folder, or a single file
   * @param target must not exist; appears only when it is complete
   * @param cancel asked between tensors
   * @throws EngineException when the source is no model, or the target cannot be written
   * @throws java.util.concurrent.CancellationException between tensors; nothing is left then
   */
  public static void convert(
      Path source, Path target, ConversionOptions options, CancelToken cancel) {
    LibTorch.inferOnThisThread();
    ModelConverter.convert(source, target, options, cancel);
  }

  @Override
  public void generate(
      GenerationRequest request, Consumer<GenerationEvent> listener, CancelToken cancel) {
    LibTorch.inferOnThisThread();
    GenerationRequest resolved = resolve(request);
    maker.check(resolved);
    checkMemory(resolved);
    StepClock clock = new StepClock(batches(resolved));
    for (int first = 0; first < resolved.count(); first += resolved.batch()) {
      cancel.throwIfCancelled();
      int batch = Math.min(resolved.batch(), resolved.count() - first);
      batch(resolved, first, batch, clock, listener, cancel);
    }
  }

  /** What is loaded already is counted as free: the estimate counts it again. */
  private void checkMemory(GenerationRequest resolved) {
    LibTorch.freeMemory(model.compute())
        .ifPresent(
            free ->
                maker
                    .estimate(resolved)
                    .check(free + model.loadedBytes(), resolved, maker.memory()));
  }

  private GenerationRequest resolve(GenerationRequest request) {
    return request.resolve(info.defaults(), FreshSeed::draw);
  }

  /**
   * Times a model.
   *
   * @param listener hears of each measurement as it is done
   * @throws java.util.concurrent.CancellationException between two runs of a stage
   */
  public static void benchmark(
      Path model,
      EngineOptions options,
      BenchmarkPlan plan,
      Consumer<Measurement> listener,
      CancelToken cancel) {
    Benchmark benchmark = new Benchmark(plan, listener, cancel);
    benchmark.time(Stage.OPEN, () -> openToReady(model, options));
    try (Engine engine = open(model, options)) {
      benchmark.run(engine.model);
      benchmark.time(Stage.PICTURE, () -> engine.generate(plan.request(), event -> {}, cancel));
    }
  }

  private static void openToReady(Path model, EngineOptions options) {
    try (Engine engine = open(model, options)) {
      engine.model.load();
    }
  }

  /** How much memory a request will take. */
  public MemoryEstimate estimate(GenerationRequest request) {
    return maker.estimate(resolve(request));
  }

  @Override
  public Optional<MemoryShortage> shortage(GenerationRequest request) {
    long needed = estimate(request).peak();
    OptionalLong attainable = LibTorch.attainableMemory(model.compute());
    return attainable.isEmpty() || needed <= attainable.getAsLong()
        ? Optional.empty()
        : Optional.of(new MemoryShortage(needed, attainable.getAsLong()));
  }

  private static int batches(GenerationRequest request) {
    return (request.count() + request.batch() - 1) / request.batch();
  }

  private void batch(
      GenerationRequest request,
      int first,
      int batch,
      StepClock clock,
      Consumer<GenerationEvent> listener,
      CancelToken cancel) {
    List<GenerationRequest> pictures =
        IntStream.range(first, first + batch).mapToObj(request::forPicture).toList();
    clock.beginBatch();
    List<Pixels> made = maker.make(pictures, new Told(first, clock, listener), cancel);
    Duration each = clock.endBatch().dividedBy(batch);
    for (int i = 0; i < batch; i++) {
      Provenance provenance =
          Provenance.of(request, first + i, first, batch, info).computed(computation());
      listener.accept(
          new PictureFinished(new GeneratedImage(made.get(i), provenance, first + i, each)));
    }
  }

  /** As it is now: the threads are the process's own. */
  private Computation computation() {
    Compute compute = model.compute();
    return new Computation(
        compute.isGpu(), Devices.precision(compute), maker.memory(), LibTorch.threads());
  }

  /** Passes on what happens in a batch, with times. */
  private record Told(int first, StepClock clock, Consumer<GenerationEvent> listener)
      implements BatchListener {
    @Override
    public void onPhase(String name) {
      clock.beginSteps();
      listener.accept(new Phase(name));
    }

    @Override
    public void onStep(int done, int total, Optional<Supplier<Pixels>> preview) {
      Duration step = clock.step();
      Duration left = clock.left(total - done, total);
      listener.accept(new StepFinished(first, done, total, step, left, preview));
    }
  }

  @Override
  public ModelInfo info() {
    return info;
  }

  @Override
  public void close() {
    model.close();
    manager.close();
  }
}
