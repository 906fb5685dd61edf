// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;
import studio.bonsai.engine.compress.ModelCompressor;
import studio.bonsai.engine.lora.LoraMerge;
import studio.bonsai.engine.runs.Run;
import studio.bonsai.engine.weights.ModelFolder;
import studio.bonsai.engine.weights.Writing;

/** Makes models out of models. Synchronous. */
public final class ModelMaker {
  private ModelMaker() {}

  /**
   * Writes a student: the model without the blocks of the plan, the weights of the others copied.
   *
   * @param cancel asked between tensors
   * @throws EngineException when the plan is impossible (with the reason), the source is no model
   *     or the target cannot be written
   * @throws java.util.concurrent.CancellationException between tensors; nothing is left then
   */
  public static void compress(CompressionRequest request, CancelToken cancel) {
    Writing writing = new Writing(cancel, request.written());
    withFolder(
        request.model(),
        request.target(),
        cancel,
        teacher -> ModelCompressor.compress(teacher, request.plan(), request.target(), writing));
  }

  /**
   * Writes a model with LoRAs added for good.
   *
   * @param cancel asked between tensors
   * @throws EngineException when a LoRA is not for the model, the source is no model or the target
   *     cannot be written
   * @throws java.util.concurrent.CancellationException between tensors; nothing is left then
   */
  public static void merge(MergeRequest request, CancelToken cancel) {
    Writing writing = new Writing(cancel, request.written());
    withFolder(
        request.model(),
        request.target(),
        cancel,
        model -> LoraMerge.merge(model, request.loras(), request.target(), writing));
  }

  /** A single file is converted first, into a folder beside the target. */
  private static void withFolder(
      Path model, Path target, CancelToken cancel, Consumer<ModelFolder> work) {
    if (Files.isDirectory(model)) {
      work.accept(ModelFolder.open(model));
      return;
    }
    Path folder = target.toAbsolutePath().resolveSibling(".converted-" + UUID.randomUUID());
    try {
      Engine.convert(model, folder, ConversionOptions.asItIs(), cancel);
      work.accept(ModelFolder.open(folder));
    } finally {
      remove(folder);
    }
  }

  private static void remove(Path folder) {
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw new EngineException("Cannot remove " + folder + ": " + FileFailure.reason(e), e);
    }
  }

  /**
   * Teaches: synchronous, until the model lies in the run's folder.
   *
   * @param run folder of the run; must not hold one
   * @param device empty to take a GPU when there is one
   * @param listener hears of every step, on this thread
   * @throws EngineException when something cannot be opened or written, or the loss is no number
   *     any more; the last checkpoint is intact then
   * @throws java.util.concurrent.CancellationException between steps; the run can be resumed
   */
  public static void train(
      TrainingRequest request,
      Path run,
      Optional<DeviceName> device,
      Consumer<TrainingEvent> listener,
      PauseSwitch pause,
      CancelToken cancel) {
    Run.begin(request, run, device(device), listener, pause, cancel);
  }

  /**
   * Goes on with a run that was stopped, in whatever way: with the same losses, to the last digit,
   * as if it never had been.
   *
   * @throws EngineException as {@link #train}, and when it is no run, or a finished one
   */
  public static void resume(
      Path run,
      Optional<DeviceName> device,
      Consumer<TrainingEvent> listener,
      PauseSwitch pause,
      CancelToken cancel) {
    Run.resume(run, device(device), listener, pause, cancel);
  }

  private static Device device(Optional<DeviceName> name) {
    EngineOptions options =
        new EngineOptions(name, Optional.empty(), MemoryMode.BALANCED, OptionalInt.empty(), false);
    return Devices.choose(options).device();
  }

  /**
   * Measures a model without loading its weights.
   *
   * @throws EngineException when it is no model, or damaged
   */
  public static ModelSize measure(Path model) {
    Inspection found = Engine.inspect(model);
    EngineOptions options =
        new EngineOptions(
            Optional.of(DeviceName.cpu()),
            Optional.empty(),
            MemoryMode.BALANCED,
            OptionalInt.empty(),
            false);
    try (Engine engine = Engine.open(model, options)) {
      return new ModelSize(
          found.parameters(),
          found.parts().stream()
              .filter(part -> part.name().equals("unet"))
              .mapToLong(Inspection.Part::parameters)
              .sum(),
          Engine.stepOperations(model, found.size()),
          found.bytes(),
          engine.estimate(GenerationRequest.of("")).peak());
    }
  }
}
