// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runs;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import studio.bonsai.engine.TrainingRequest.PictureCoding;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.text.TextEncoder;
import studio.bonsai.engine.train.AutoencoderObjective;
import studio.bonsai.engine.train.Leaves;
import studio.bonsai.engine.train.MasterWeights;
import studio.bonsai.engine.train.Objective;
import studio.bonsai.engine.unet.UNet;
import studio.bonsai.engine.vae.Autoencoder;
import studio.bonsai.engine.weights.MemoryTensors;
import studio.bonsai.engine.weights.ModelFolder;
import studio.bonsai.engine.weights.Replacement;

/** An autoencoder, from pictures. */
final class CodingLesson implements Taught {
  private static final String VAE = "vae";

  private final OpenedModel model;
  private final MasterWeights weights = new MasterWeights();

  CodingLesson(OpenedModel model, PictureCoding goal) {
    this.model = model;
    model.learn(
        VAE,
        goal.fresh(),
        weights,
        source -> new Autoencoder(model.autoencoderConfig(), source, model.kernels()));
  }

  @Override
  public MasterWeights weights() {
    return weights;
  }

  @Override
  public Objective objective(Leaves leaves, Kernels kernels) {
    return new AutoencoderObjective(
        new Autoencoder(model.autoencoderConfig(), leaves.at(VAE), kernels), kernels);
  }

  @Override
  public ModelFolder base() {
    return model.folder();
  }

  /** A folder of nothing but configs gets untrained networks beside: it is a whole model then. */
  @Override
  public Map<String, Replacement> components(Map<String, NDArray> arrays) {
    Map<String, Replacement> components = new TreeMap<>();
    components.put(
        VAE, replacement(VAE, MasterWeights.below(VAE, arrays), model.folder().config(VAE)));
    if (!model.folder().hasWeights("unet")) {
      Map<String, NDArray> fresh =
          model.fresh("unet", source -> new UNet(model.unetConfig(), source, model.kernels()));
      components.put("unet", replacement("unet", fresh, model.folder().config("unet")));
    }
    String text = "text_encoder";
    if (!model.folder().hasWeights(text)) {
      Map<String, NDArray> fresh =
          model.fresh(text, source -> new TextEncoder(model.textConfig(), source, model.kernels()));
      components.put(text, replacement(text, fresh, model.folder().config(text)));
    }
    return components;
  }

  private Replacement replacement(String name, Map<String, NDArray> arrays, ObjectNode config) {
    return new Replacement(
        config, () -> new MemoryTensors(model.folder().path().resolve(name), arrays));
  }
}
