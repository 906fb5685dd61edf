// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runs;

import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.DataReport.Problem;
import studio.bonsai.engine.DataReport.Severity;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.MemoryMode;
import studio.bonsai.engine.PauseSwitch;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.TrainingEvent;
import studio.bonsai.engine.TrainingEvent.Notice;
import studio.bonsai.engine.TrainingEvent.Phase;
import studio.bonsai.engine.TrainingRequest;
import studio.bonsai.engine.TrainingRequest.DreamBooth;
import studio.bonsai.engine.TrainingRequest.Pictures;
import studio.bonsai.engine.TrainingRequest.Prior;
import studio.bonsai.engine.data.AlikeCaptioned;
import studio.bonsai.engine.data.CropBoxes;
import studio.bonsai.engine.data.DataInspection;
import studio.bonsai.engine.data.PictureBatches;
import studio.bonsai.engine.data.PictureData;
import studio.bonsai.engine.data.Preprocessing;
import studio.bonsai.engine.dreambooth.ClassPictures;
import studio.bonsai.engine.dreambooth.PairedBatches;
import studio.bonsai.engine.generate.BatchListener;
import studio.bonsai.engine.generate.DiffusionModel;
import studio.bonsai.engine.generate.PictureMaker;
import studio.bonsai.engine.train.TrainingBatches;
import studio.bonsai.engine.weights.Fingerprint;
import studio.bonsai.engine.weights.ModelFolder;

/** A subject's photos, and the pictures of its class that are drawn before the learning begins. */
final class SubjectPictures {
  private final TrainingRequest request;
  private final DreamBooth goal;
  private final Path run;
  private final Consumer<TrainingEvent> listener;
  private final CancelToken cancel;

  SubjectPictures(
      TrainingRequest request,
      DreamBooth goal,
      Path run,
      Consumer<TrainingEvent> listener,
      CancelToken cancel) {
    this.request = request;
    this.goal = goal;
    this.run = run;
    this.listener = listener;
    this.cancel = cancel;
  }

  /**
   * Says before there is a run what is wrong with the photos and folders.
   *
   * @throws EngineException with what to do
   */
  void check() {
    Path photos = photos().toAbsolutePath().normalize();
    if (request.pictures().cache().isPresent()) {
      throw new EngineException("So few photos need no cache: leave it out.");
    }
    checkOutside(run, photos, "The run's folder");
    look(photos);
    if (goal.prior().isPresent()) {
      checkOutside(classFolder(goal.prior().get()), photos, "The folder of class pictures");
      int unused = classPictures(goal.prior().get()).missing();
    }
  }

  /** What is broken is told while learning, what is only odd now. */
  private void look(Path photos) {
    for (Problem problem : DataInspection.of(photos, cancel).problems()) {
      if (problem.severity() == Severity.FATAL) {
        throw new EngineException(problem.sentence());
      }
      if (problem.severity() == Severity.NOTE) {
        listener.accept(new Notice(problem.sentence()));
      }
    }
  }

  private static void checkOutside(Path folder, Path photos, String what) {
    if (folder.toAbsolutePath().normalize().startsWith(photos)) {
      throw new EngineException(
          what
              + ", "
              + folder
              + ", lies among the photos in "
              + photos
              + " and would be taken for some. Name one outside.");
    }
  }

  private Path photos() {
    return request.pictures().folder();
  }

  private Path classFolder(Prior prior) {
    return prior.folder().orElse(run.resolve("class-pictures"));
  }

  private ClassPictures classPictures(Prior prior) {
    String model = Fingerprint.of(goal.model());
    return new ClassPictures(classFolder(prior), prior.prompt(), model, prior.count());
  }

  /** Draws the class with the model as it is, unless that was done before. */
  void drawClass(Compute compute, NDManager manager, PauseSwitch pause) {
    if (goal.prior().isEmpty()) {
      return;
    }
    Prior prior = goal.prior().get();
    ClassPictures pictures = classPictures(prior);
    if (pictures.areTheUsers()) {
      listener.accept(
          new Notice("The pictures in " + classFolder(prior) + " are used for the class."));
    } else if (pictures.missing() > 0) {
      listener.accept(new Phase("drawing the class"));
      ModelFolder folder = ModelFolder.open(goal.model());
      try (DiffusionModel model = new DiffusionModel(folder, compute, manager)) {
        PictureMaker maker = new PictureMaker(model, MemoryMode.BALANCED, false);
        pictures.draw(seed -> draw(model, maker, prior.prompt(), seed, pause), listener::accept);
      }
    }
  }

  private Pixels draw(
      DiffusionModel model, PictureMaker maker, String prompt, long seed, PauseSwitch pause) {
    pause.awaitResumed(cancel);
    cancel.throwIfCancelled();
    GenerationRequest picture =
        GenerationRequest.of(prompt).resolve(model.info().defaults(), () -> seed);
    return maker.make(List.of(picture.forPicture(0)), BatchListener.silent(), cancel).get(0);
  }

  /** Photos and class pictures side by side, or photos alone. */
  TrainingBatches batches() {
    TrainingBatches subject = batches(photos(), goal.prompt(), Integer.MAX_VALUE);
    Optional<Prior> prior = goal.prior();
    return prior.isEmpty()
        ? subject
        : new PairedBatches(
            subject, batches(classFolder(prior.get()), prior.get().prompt(), prior.get().count()));
  }

  private TrainingBatches batches(Path folder, String caption, int most) {
    if (!Files.isDirectory(folder)) {
      throw new EngineException("The folder " + folder + " of this run is gone.");
    }
    Pictures pictures = request.pictures();
    return new PictureBatches(
        new AlikeCaptioned(PictureData.openAny(folder, cancel), caption, most),
        new Preprocessing(pictures.size(), pictures.randomCrop(), pictures.flip()),
        CropBoxes.of(folder),
        request.settings().batchSize(),
        request.settings().seed(),
        complaint -> listener.accept(new Notice(complaint)));
  }
}
