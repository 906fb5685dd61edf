// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import studio.bonsai.engine.BenchmarkPlan;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.CompressionRequest;
import studio.bonsai.engine.Computation;
import studio.bonsai.engine.ConversionOptions;
import studio.bonsai.engine.DeviceName;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.EngineOptions;
import studio.bonsai.engine.GeneratedImage;
import studio.bonsai.engine.GenerationEvent;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.Inspection;
import studio.bonsai.engine.Measurement;
import studio.bonsai.engine.MergeRequest;
import studio.bonsai.engine.ModelDefaults;
import studio.bonsai.engine.ModelInfo;
import studio.bonsai.engine.ModelSize;
import studio.bonsai.engine.OpenModel;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.Precision;
import studio.bonsai.engine.Provenance;
import studio.bonsai.engine.Requests;
import studio.bonsai.engine.TrainingEvent;
import studio.bonsai.engine.TrainingRequest;

/** Draws stripes that follow from the seed, and remembers what it was asked. */
final class FakeWorkshop implements Workshop, OpenModel {
  final List<GenerationRequest> requests = new ArrayList<>();
  final List<String> converted = new ArrayList<>();
  final List<String> compressed = new ArrayList<>();
  final List<MergeRequest> merged = new ArrayList<>();
  final List<TrainingRequest> trained = new ArrayList<>();
  final List<Path> resumed = new ArrayList<>();
  Path opened;
  EngineOptions options;
  ModelInfo info = Requests.model();
  Optional<String> advice = Optional.empty();
  RuntimeException failure;
  int cancelAfterPictures = Integer.MAX_VALUE;
  boolean closed;
  BenchmarkPlan plan;

  @Override
  public OpenModel open(Path model, EngineOptions engineOptions) {
    opened = model;
    options = engineOptions;
    return this;
  }

  @Override
  public Optional<String> advice(EngineOptions engineOptions) {
    return advice;
  }

  @Override
  public Inspection inspect(Path model) {
    if (model.endsWith("damaged")) {
      throw new EngineException("It is damaged.");
    }
    return new Inspection(
        "A toy",
        List.of(
            new Inspection.Part("unet", 6_140_000, "float16", 12_280_000),
            new Inspection.Part("vae", 680_000, "float16", 1_360_000)),
        List.of("down 0: 2 resnets"),
        new ImageSize(64, 64),
        ModelDefaults.stableDiffusion(new ImageSize(64, 64), "ddim", false),
        List.of("ddim"));
  }

  @Override
  public ModelDefaults defaults(Path model) {
    return inspect(model).defaults();
  }

  @Override
  public long stepOperations(Path model, ImageSize size) {
    return 292_000_000;
  }

  @Override
  public void convert(Path source, Path folder, ConversionOptions options, CancelToken cancel) {
    cancel.throwIfCancelled();
    options.notes().accept("It is a toy.");
    converted.add(
        String.join(
            " ",
            source.getFileName().toString(),
            folder.toString(),
            options.precision().toString(),
            options.velocity().toString(),
            Boolean.toString(options.averaged())));
  }

  @Override
  public ModelSize measure(Path model) {
    return model.endsWith("student")
        ? new ModelSize(3_950_000, 2_610_000, 180_000_000, 8_000_000, 470_000_000)
        : new ModelSize(7_480_000, 6_140_000, 292_000_000, 16_000_000, 480_000_000);
  }

  @Override
  public void compress(CompressionRequest request, CancelToken cancel) {
    cancel.throwIfCancelled();
    compressed.add(request.plan() + " " + request.target());
  }

  @Override
  public void merge(MergeRequest request, CancelToken cancel) {
    cancel.throwIfCancelled();
    merged.add(request);
  }

  @Override
  public void train(
      TrainingRequest request,
      Path run,
      Optional<DeviceName> device,
      Consumer<TrainingEvent> listener,
      CancelToken cancel) {
    cancel.throwIfCancelled();
    trained.add(request);
  }

  @Override
  public void resume(
      Path run, Optional<DeviceName> device, Consumer<TrainingEvent> listener, CancelToken cancel) {
    cancel.throwIfCancelled();
    resumed.add(run);
  }

  @Override
  public ModelInfo info() {
    return info;
  }

  @Override
  public void generate(
      GenerationRequest request, Consumer<GenerationEvent> listener, CancelToken cancel) {
    requests.add(request);
    if (failure != null) {
      throw failure;
    }
    GenerationRequest resolved = request.resolve(info.defaults(), () -> 4242);
    for (int i = 0; i < resolved.count(); i++) {
      if (i == cancelAfterPictures) {
        cancel.cancel();
      }
      cancel.throwIfCancelled();
      step(i, listener, resolved);
      listener.accept(new GenerationEvent.PictureFinished(image(resolved, i)));
    }
  }

  @Override
  public void benchmark(
      Path model,
      EngineOptions engineOptions,
      BenchmarkPlan benchmarkPlan,
      Consumer<Measurement> listener,
      CancelToken cancel) {
    cancel.throwIfCancelled();
    options = engineOptions;
    plan = benchmarkPlan;
    listener.accept(new Measurement("step", 2, 1, 1.5, 200_000_000_000L));
  }

  private void step(int index, Consumer<GenerationEvent> listener, GenerationRequest resolved) {
    Optional<Supplier<Pixels>> preview =
        options.previews()
            ? Optional.of(() -> Requests.pixels(resolved.forPicture(index)))
            : Optional.empty();
    listener.accept(
        new GenerationEvent.StepFinished(
            index, 5, 25, Duration.ofMillis(100), Duration.ofMillis(2000), preview));
  }

  private GeneratedImage image(GenerationRequest resolved, int index) {
    int first = index - index % resolved.batch();
    int batch = Math.min(resolved.batch(), resolved.count() - first);
    Computation computation =
        new Computation(
            false,
            options.precision().orElse(Precision.FLOAT32),
            options.memory(),
            options.threads().orElse(4));
    Provenance provenance =
        Provenance.of(resolved, index, first, batch, info).computed(computation);
    return new GeneratedImage(
        Requests.pixels(provenance.request()), provenance, index, Duration.ofMillis(100));
  }

  @Override
  public void close() {
    closed = true;
  }
}
