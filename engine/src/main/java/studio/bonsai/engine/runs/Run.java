// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runs;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.nio.file.Path;
import java.util.function.Consumer;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.PathLock;
import studio.bonsai.engine.PauseSwitch;
import studio.bonsai.engine.Precision;
import studio.bonsai.engine.TrainingEvent;
import studio.bonsai.engine.TrainingEvent.Notice;
import studio.bonsai.engine.TrainingEvent.Phase;
import studio.bonsai.engine.TrainingRequest;
import studio.bonsai.engine.TrainingRequest.Diffusion;
import studio.bonsai.engine.TrainingRequest.Distillation;
import studio.bonsai.engine.TrainingRequest.DreamBooth;
import studio.bonsai.engine.TrainingRequest.PictureCoding;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.train.RunFolder;
import studio.bonsai.engine.train.TrainingBatches;
import studio.bonsai.engine.train.TrainingLoop;
import studio.bonsai.engine.weights.ModelFolder;
import studio.bonsai.engine.weights.Writing;

/** One training from beginning to end, or on from where it stopped. */
public final class Run {
  private final TrainingRequest request;
  private final RunFolder folder;
  private final ai.djl.Device device;
  private final Consumer<TrainingEvent> listener;
  private final PauseSwitch pause;
  private final CancelToken cancel;

  private Run(
      TrainingRequest request,
      RunFolder folder,
      ai.djl.Device device,
      Consumer<TrainingEvent> listener,
      PauseSwitch pause,
      CancelToken cancel) {
    this.request = request;
    this.folder = folder;
    this.device = device;
    this.listener = listener;
    this.pause = pause;
    this.cancel = cancel;
  }

  /**
   * Begins a run.
   *
   * @param path the run's folder; must not hold a run
   */
  public static void begin(
      TrainingRequest request,
      Path path,
      ai.djl.Device device,
      Consumer<TrainingEvent> listener,
      PauseSwitch pause,
      CancelToken cancel) {
    RunFolder.checkFree(path);
    if (request.goal() instanceof PictureCoding && request.pictures().cache().isPresent()) {
      throw new EngineException(
          "An autoencoder learns from the pictures themselves: leave out the cache.");
    }
    // What cannot be opened is told before there is a folder.
    ModelFolder.open(request.goal().model());
    if (request.goal() instanceof DreamBooth goal) {
      new SubjectPictures(request, goal, path, listener, cancel).check();
    } else {
      captioned(request, listener, cancel).check();
    }
    RunFolder folder = RunFolder.create(path, RequestFile.write(request));
    new Run(request, folder, device, listener, pause, cancel).learnAlone();
  }

  /**
   * Goes on with a run from its newest checkpoint.
   *
   * @throws EngineException when there is none, or its settings were changed
   */
  public static void resume(
      Path path,
      ai.djl.Device device,
      Consumer<TrainingEvent> listener,
      PauseSwitch pause,
      CancelToken cancel) {
    RunFolder folder = RunFolder.open(path);
    if (folder.result().isPresent()) {
      throw new EngineException(path + " is finished; see " + folder.result().get() + ".");
    }
    TrainingRequest request = RequestFile.read(folder.settings(), path);
    new Run(request, folder, device, listener, pause, cancel).learnAlone();
  }

  private void learnAlone() {
    PathLock lock = folder.lock();
    try {
      learn();
    } finally {
      lock.close();
    }
  }

  private void learn() {
    boolean half = request.settings().precision() == Precision.FLOAT16;
    Compute compute = new Compute(device, half ? DataType.FLOAT16 : DataType.FLOAT32);
    LibTorch.inferOnThisThread();
    try (NDManager manager = LibTorch.newManager(compute);
        Kernels kernels = new Kernels(manager)) {
      if (request.goal() instanceof DreamBooth goal) {
        subject(goal).drawClass(compute, manager, pause);
      }
      listener.accept(new Phase("opening the model"));
      OpenedModel model =
          new OpenedModel(
              request.goal().model(), compute, manager, kernels, request.settings().seed());
      Taught taught = taught(model);
      listener.accept(new Phase("opening the pictures"));
      try (TrainingBatches batches = batches(model, taught);
          TrainingLoop loop =
              new TrainingLoop(taught, batches, request.settings(), folder, manager)) {
        long step = loop.restore();
        if (step > 0) {
          listener.accept(new Notice("Going on after step " + step + "."));
        }
        SampleDrawer samples =
            new SampleDrawer(taught, request.samplePrompts(), folder.samples(), compute, manager);
        loop.run(samples, listener, pause, cancel);
        listener.accept(new Phase("writing the model"));
        taught.finish(loop.result(), batches);
        Path result = taught.write(loop.result(), folder, new Writing(cancel, bytes -> {}));
        listener.accept(new TrainingEvent.Finished(result));
      }
    }
  }

  private Taught taught(OpenedModel model) {
    if (request.goal() instanceof Distillation goal) {
      return new DistillationLesson(model, goal, request.settings());
    }
    if (request.goal() instanceof Diffusion goal) {
      return DiffusionLesson.of(model, goal, request.settings());
    }
    if (request.goal() instanceof DreamBooth goal) {
      return DiffusionLesson.of(model, goal, request.settings());
    }
    return new CodingLesson(model, (PictureCoding) request.goal());
  }

  private SubjectPictures subject(DreamBooth goal) {
    return new SubjectPictures(request, goal, folder.path(), listener, cancel);
  }

  private static CaptionedBatches captioned(
      TrainingRequest request, Consumer<TrainingEvent> listener, CancelToken cancel) {
    return new CaptionedBatches(
        request, complaint -> listener.accept(new Notice(complaint)), cancel);
  }

  private TrainingBatches batches(OpenedModel model, Taught taught) {
    return request.goal() instanceof DreamBooth goal
        ? subject(goal).batches()
        : captioned(request, listener, cancel).open(model, taught.captions());
  }
}
