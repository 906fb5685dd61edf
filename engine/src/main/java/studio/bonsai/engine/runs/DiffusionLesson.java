// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runs;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import java.util.TreeMap;
import studio.bonsai.engine.TrainingRequest.Diffusion;
import studio.bonsai.engine.TrainingRequest.DreamBooth;
import studio.bonsai.engine.TrainingSettings;
import studio.bonsai.engine.dreambooth.DreamBoothObjective;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.text.TextEncoder;
import studio.bonsai.engine.train.CaptionReader;
import studio.bonsai.engine.train.DiffusionObjective;
import studio.bonsai.engine.train.Leaves;
import studio.bonsai.engine.train.Losses;
import studio.bonsai.engine.train.MasterWeights;
import studio.bonsai.engine.train.Objective;
import studio.bonsai.engine.train.Preparation;
import studio.bonsai.engine.unet.UNet;
import studio.bonsai.engine.unet.UNetConfigJson;
import studio.bonsai.engine.vae.Autoencoder;
import studio.bonsai.engine.weights.MemoryTensors;
import studio.bonsai.engine.weights.ModelFolder;
import studio.bonsai.engine.weights.Replacement;

/** A U-Net, and maybe its text encoder, from captioned pictures, by one of several losses. */
final class DiffusionLesson implements Taught {
  private static final String TEXT = "text_encoder";

  /** A loss over the networks as they are at the moment. */
  @FunctionalInterface
  interface Loss {
    Objective over(Preparation preparation, UNet unet, Losses losses);
  }

  private final OpenedModel model;
  private final boolean readsToo;
  private final Loss loss;
  private final TrainingSettings settings;
  private final MasterWeights weights = new MasterWeights();
  private final Autoencoder autoencoder;
  private final CaptionReader frozenCaptions;

  DiffusionLesson(OpenedModel model, Diffusion goal, TrainingSettings settings) {
    this(model, goal.textEncoder(), goal.fresh(), DiffusionObjective::new, settings);
  }

  DiffusionLesson(OpenedModel model, DreamBooth goal, TrainingSettings settings) {
    this(
        model,
        goal.textEncoder(),
        false,
        (preparation, unet, losses) ->
            new DreamBoothObjective(preparation, unet, goal.prior(), losses),
        settings);
  }

  /**
   * @param readsToo whether the text encoder learns
   */
  private DiffusionLesson(
      OpenedModel model, boolean readsToo, boolean fresh, Loss loss, TrainingSettings settings) {
    this.model = model;
    this.readsToo = readsToo;
    this.loss = loss;
    this.settings = settings;
    model.learn(
        "unet", fresh, weights, source -> new UNet(model.unetConfig(), source, model.kernels()));
    if (readsToo) {
      model.learn(
          TEXT,
          fresh,
          weights,
          source -> new TextEncoder(model.textConfig(), source, model.kernels()));
    }
    frozenCaptions = readsToo ? null : model.captions();
    autoencoder = model.autoencoder();
  }

  @Override
  public MasterWeights weights() {
    return weights;
  }

  @Override
  public Objective objective(Leaves leaves, Kernels kernels) {
    CaptionReader captions =
        readsToo
            ? model.captions(new TextEncoder(model.textConfig(), leaves.at(TEXT), kernels), true)
            : frozenCaptions;
    Preparation preparation =
        new Preparation(
            model.scheduler(), settings.noise(), model.compute().dtype(), autoencoder, captions);
    return loss.over(
        preparation, new UNet(model.unetConfig(), leaves.at("unet"), kernels), new Losses(kernels));
  }

  @Override
  public ModelFolder base() {
    return model.folder();
  }

  @Override
  public Map<String, Replacement> components(Map<String, NDArray> arrays) {
    Map<String, Replacement> components = new TreeMap<>();
    components.put(
        "unet",
        new Replacement(
            UNetConfigJson.write(model.unetConfig()),
            () ->
                new MemoryTensors(
                    model.folder().path().resolve("unet"), MasterWeights.below("unet", arrays))));
    if (readsToo) {
      components.put(
          TEXT,
          new Replacement(
              model.folder().config(TEXT),
              () ->
                  new MemoryTensors(
                      model.folder().path().resolve(TEXT), MasterWeights.below(TEXT, arrays))));
    }
    return components;
  }
}
