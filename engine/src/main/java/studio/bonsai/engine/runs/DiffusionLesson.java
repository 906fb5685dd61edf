// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runs;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.bonsai.engine.TrainingRequest.Diffusion;
import studio.bonsai.engine.TrainingRequest.DreamBooth;
import studio.bonsai.engine.TrainingSettings;
import studio.bonsai.engine.dreambooth.DreamBoothObjective;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.sampling.SchedulerConfig;
import studio.bonsai.engine.text.TextEncoder;
import studio.bonsai.engine.text.TextEncoderConfig;
import studio.bonsai.engine.train.CaptionReader;
import studio.bonsai.engine.train.DiffusionObjective;
import studio.bonsai.engine.train.Leaves;
import studio.bonsai.engine.train.Losses;
import studio.bonsai.engine.train.MasterWeights;
import studio.bonsai.engine.train.Networks;
import studio.bonsai.engine.train.Objective;
import studio.bonsai.engine.train.Preparation;
import studio.bonsai.engine.train.RunFolder;
import studio.bonsai.engine.unet.UNet;
import studio.bonsai.engine.unet.UNetConfig;
import studio.bonsai.engine.vae.Autoencoder;
import studio.bonsai.engine.weights.ModelFolder;
import studio.bonsai.engine.weights.Replacement;
import studio.bonsai.engine.weights.Writing;

/** A U-Net, and maybe its text encoder, from captioned pictures, by one of several losses. */
final class DiffusionLesson implements Taught {
  /** Where programs look for the words that call a LoRA's subject. */
  private static final String TRIGGER = "modelspec.trigger_phrase";

  /** A loss over the networks as they are at the moment. */
  @FunctionalInterface
  interface Loss {
    Objective over(Preparation preparation, UNet unet, Losses losses);
  }

  private final OpenedModel model;
  private final boolean readsToo;
  private final Learning learning;
  private final Loss loss;
  private final TrainingSettings settings;
  private final UNetConfig unetConfig;
  private final TextEncoderConfig textConfig;
  private final SchedulerConfig scheduler;
  private final Autoencoder autoencoder;
  private final CaptionReader frozenCaptions;

  /**
   * @param readsToo whether the text encoder learns
   */
  private DiffusionLesson(
      OpenedModel model,
      boolean readsToo,
      Learning learning,
      Loss loss,
      TrainingSettings settings) {
    this.model = model;
    this.readsToo = readsToo;
    this.learning = learning;
    this.loss = loss;
    this.settings = settings;
    unetConfig = model.unetConfig();
    textConfig = model.textConfig();
    scheduler = model.scheduler();
    frozenCaptions = readsToo ? null : model.captions();
    autoencoder = model.autoencoder();
  }

  static DiffusionLesson of(OpenedModel model, Diffusion goal, TrainingSettings settings) {
    Learning learning =
        goal.lora().isPresent()
            ? new LoraLearning(model, goal.lora().get(), settings.seed(), Map.of())
            : new WholeLearning(model, networks(goal.textEncoder()), goal.fresh());
    return new DiffusionLesson(
        model, goal.textEncoder(), learning, DiffusionObjective::new, settings);
  }

  static DiffusionLesson of(OpenedModel model, DreamBooth goal, TrainingSettings settings) {
    Map<String, String> about = Map.of(TRIGGER, goal.prompt());
    Learning learning =
        goal.lora().isPresent()
            ? new LoraLearning(model, goal.lora().get(), settings.seed(), about)
            : new WholeLearning(model, networks(goal.textEncoder()), false);
    Loss loss =
        (preparation, unet, losses) ->
            new DreamBoothObjective(preparation, unet, goal.prior(), losses);
    return new DiffusionLesson(model, goal.textEncoder(), learning, loss, settings);
  }

  private static List<String> networks(boolean readsToo) {
    return readsToo ? List.of(OpenedModel.UNET, OpenedModel.TEXT) : List.of(OpenedModel.UNET);
  }

  @Override
  public MasterWeights weights() {
    return learning.weights();
  }

  @Override
  public Objective objective(Leaves leaves, Kernels kernels) {
    Losses losses = new Losses(kernels);
    return learning.objective(leaves, kernels, networks -> objective(networks, kernels, losses));
  }

  private Objective objective(Networks networks, Kernels kernels, Losses losses) {
    CaptionReader captions =
        readsToo
            ? model.captions(
                new TextEncoder(textConfig, networks.at(OpenedModel.TEXT), kernels), true)
            : frozenCaptions;
    Preparation preparation =
        new Preparation(
            scheduler, settings.noise(), model.compute().dtype(), autoencoder, captions);
    return loss.over(
        preparation, new UNet(unetConfig, networks.at(OpenedModel.UNET), kernels), losses);
  }

  @Override
  public Optional<CaptionReader> captions() {
    return Optional.ofNullable(frozenCaptions);
  }

  @Override
  public ModelFolder base() {
    return model.folder();
  }

  @Override
  public Map<String, Replacement> components(Map<String, NDArray> arrays) {
    return learning.components(arrays);
  }

  @Override
  public Path write(Map<String, NDArray> arrays, RunFolder folder, Writing writing) {
    return learning.write(arrays, folder, writing);
  }
}
