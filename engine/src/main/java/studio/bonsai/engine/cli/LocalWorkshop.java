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
import studio.bonsai.engine.Devices;
import studio.bonsai.engine.Engine;
import studio.bonsai.engine.EngineOptions;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.Inspection;
import studio.bonsai.engine.Measurement;
import studio.bonsai.engine.MergeRequest;
import studio.bonsai.engine.ModelDefaults;
import studio.bonsai.engine.ModelMaker;
import studio.bonsai.engine.ModelSize;
import studio.bonsai.engine.OpenModel;
import studio.bonsai.engine.PauseSwitch;
import studio.bonsai.engine.TrainingEvent;
import studio.bonsai.engine.TrainingRequest;

/** The engine of this process. */
final class LocalWorkshop implements Workshop {
  @Override
  public OpenModel open(Path model, EngineOptions options) {
    return Engine.open(model, options);
  }

  @Override
  public Optional<String> advice(EngineOptions options) {
    return Devices.advice(options);
  }

  @Override
  public Inspection inspect(Path model) {
    return Engine.inspect(model);
  }

  @Override
  public ModelDefaults defaults(Path model) {
    return Engine.defaults(model);
  }

  @Override
  public long stepOperations(Path model, ImageSize size) {
    return Engine.stepOperations(model, size);
  }

  @Override
  public void benchmark(
      Path model,
      EngineOptions options,
      BenchmarkPlan plan,
      Consumer<Measurement> listener,
      CancelToken cancel) {
    Engine.benchmark(model, options, plan, listener, cancel);
  }

  @Override
  public void convert(Path source, Path folder, ConversionOptions options, CancelToken cancel) {
    Engine.convert(source, folder, options, cancel);
  }

  @Override
  public ModelSize measure(Path model) {
    return ModelMaker.measure(model);
  }

  @Override
  public void compress(CompressionRequest request, CancelToken cancel) {
    ModelMaker.compress(request, cancel);
  }

  @Override
  public void merge(MergeRequest request, CancelToken cancel) {
    ModelMaker.merge(request, cancel);
  }

  @Override
  public void train(
      TrainingRequest request,
      Path run,
      Optional<DeviceName> device,
      Consumer<TrainingEvent> listener,
      CancelToken cancel) {
    ModelMaker.train(request, run, device, listener, new PauseSwitch(), cancel);
  }

  @Override
  public void resume(
      Path run, Optional<DeviceName> device, Consumer<TrainingEvent> listener, CancelToken cancel) {
    ModelMaker.resume(run, device, listener, new PauseSwitch(), cancel);
  }
}
