// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runs;

import ai.djl.ndarray.NDArray;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.TrainingRequest.Distillation;
import studio.bonsai.engine.TrainingSettings;
import studio.bonsai.engine.compress.BlockPlan;
import studio.bonsai.engine.compress.Pruning;
import studio.bonsai.engine.distill.DistillationObjective;
import studio.bonsai.engine.distill.DistillationWeights;
import studio.bonsai.engine.distill.Hook;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.train.CaptionReader;
import studio.bonsai.engine.train.Leaves;
import studio.bonsai.engine.train.Losses;
import studio.bonsai.engine.train.MasterWeights;
import studio.bonsai.engine.train.Objective;
import studio.bonsai.engine.train.Preparation;
import studio.bonsai.engine.train.RunFolder;
import studio.bonsai.engine.unet.UNet;
import studio.bonsai.engine.unet.UNetConfig;
import studio.bonsai.engine.unet.UNetConfigJson;
import studio.bonsai.engine.vae.Autoencoder;
import studio.bonsai.engine.weights.MemoryTensors;
import studio.bonsai.engine.weights.ModelFolder;
import studio.bonsai.engine.weights.Replacement;
import studio.bonsai.engine.weights.Writing;

/** A student's U-Net, from its teacher and captioned pictures. */
final class DistillationLesson implements Taught {
  private static final String UNET = "unet";

  private final OpenedModel model;
  private final Distillation goal;
  private final TrainingSettings settings;
  private final MasterWeights weights = new MasterWeights();
  private final UNetConfig student;
  private final UNet teacher;
  private final Autoencoder autoencoder;
  private final CaptionReader captions;

  DistillationLesson(OpenedModel model, Distillation goal, TrainingSettings settings) {
    this.model = model;
    this.goal = goal;
    this.settings = settings;
    student = isFolder() ? openStudent() : prune();
    // Told now, not after the teacher is loaded.
    Hook.of(model.unetConfig(), student);
    teacher = model.unet();
    autoencoder = model.autoencoder();
    captions = model.captions();
  }

  private boolean isFolder() {
    return !Distillation.isPlan(goal.student()) && Files.isDirectory(Path.of(goal.student()));
  }

  private UNetConfig prune() {
    UNetConfig config = model.unetConfig();
    BlockPlan plan = BlockPlan.of(goal.student(), config);
    Pruning pruning = Pruning.of(config, plan, model.kernels());
    model.learn(
        UNET,
        false,
        new MasterWeights(),
        source -> {
          MasterWeights all = new MasterWeights();
          UNet unused = new UNet(config, all.from(UNET, source), model.kernels());
          return new UNet(
              pruning.student(),
              weights.from(
                  UNET, (name, shape) -> all.all().get(UNET + "." + pruning.origins().get(name))),
              model.kernels());
        });
    return pruning.student();
  }

  private UNetConfig openStudent() {
    OpenedModel own =
        new OpenedModel(
            Path.of(goal.student()),
            model.compute(),
            model.manager(),
            model.kernels(),
            settings.seed());
    if (own.unetConfig().equals(model.unetConfig())) {
      throw new EngineException(
          goal.student() + " is as large as its teacher. Leave out blocks with 'bonsai compress'.");
    }
    own.learn(UNET, false, weights, source -> new UNet(own.unetConfig(), source, model.kernels()));
    return own.unetConfig();
  }

  @Override
  public MasterWeights weights() {
    return weights;
  }

  @Override
  public Objective objective(Leaves leaves, Kernels kernels) {
    Preparation preparation =
        new Preparation(
            model.scheduler(), settings.noise(), model.compute().dtype(), autoencoder, captions);
    return new DistillationObjective(
        preparation,
        teacher,
        new UNet(student, leaves.at(UNET), kernels),
        new DistillationWeights(goal.task(), goal.output(), goal.feature(), goal.normalised()),
        new Losses(kernels));
  }

  @Override
  public Optional<CaptionReader> captions() {
    return Optional.of(captions);
  }

  @Override
  public ModelFolder base() {
    return model.folder();
  }

  @Override
  public Map<String, Replacement> components(Map<String, NDArray> arrays) {
    return Map.of(
        UNET,
        new Replacement(
            UNetConfigJson.write(student),
            () ->
                new MemoryTensors(
                    model.folder().path().resolve(UNET), MasterWeights.below(UNET, arrays))));
  }

  @Override
  public Path write(Map<String, NDArray> arrays, RunFolder folder, Writing writing) {
    return model.write(folder.model(), components(arrays), writing);
  }
}
