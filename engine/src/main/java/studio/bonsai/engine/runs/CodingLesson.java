// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runs;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import studio.bonsai.engine.TrainingRequest.PictureCoding;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.text.TextEncoder;
import studio.bonsai.engine.train.AutoencoderObjective;
import studio.bonsai.engine.train.Leaves;
import studio.bonsai.engine.train.MasterWeights;
import studio.bonsai.engine.train.Objective;
import studio.bonsai.engine.train.RunFolder;
import studio.bonsai.engine.train.TrainingBatch;
import studio.bonsai.engine.train.TrainingBatches;
import studio.bonsai.engine.unet.UNet;
import studio.bonsai.engine.vae.Autoencoder;
import studio.bonsai.engine.vae.Posterior;
import studio.bonsai.engine.weights.MemoryTensors;
import studio.bonsai.engine.weights.ModelFolder;
import studio.bonsai.engine.weights.Replacement;
import studio.bonsai.engine.weights.Writing;

/** An autoencoder, from pictures. */
final class CodingLesson implements Taught {
  private static final String VAE = "vae";

  /** Batches by which the size of the latents is measured. */
  private static final int MEASURED = 16;

  private final OpenedModel model;
  private final MasterWeights weights = new MasterWeights();
  private double scalingFactor;

  CodingLesson(OpenedModel model, PictureCoding goal) {
    this.model = model;
    scalingFactor = model.autoencoderConfig().scalingFactor();
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

  /** Latents shall have a deviation of 1, for which the noise schedules are made. */
  @Override
  public void finish(Map<String, NDArray> arrays, TrainingBatches batches) {
    Map<String, NDArray> own = MasterWeights.below(VAE, arrays);
    Autoencoder autoencoder =
        new Autoencoder(model.autoencoderConfig(), (name, shape) -> own.get(name), model.kernels());
    double squares = 0;
    for (int i = 0; i < MEASURED; i++) {
      try (NDManager scope = model.manager().newSubManager();
          TrainingBatch batch = batches.next(scope)) {
        TrainingBatch there = batch.part(scope, 0, batch.size());
        Posterior posterior = autoencoder.encode(there.pixels().orElseThrow());
        squares += meanSquare(posterior.mean()) + meanSquare(posterior.deviation());
      }
    }
    scalingFactor /= Math.sqrt(squares / MEASURED);
  }

  private static double meanSquare(NDArray array) {
    return array.square().mean().getFloat();
  }

  /** A folder of nothing but configs gets untrained networks beside: it is a whole model then. */
  @Override
  public Map<String, Replacement> components(Map<String, NDArray> arrays) {
    Map<String, Replacement> components = new TreeMap<>();
    ObjectNode config = model.folder().config(VAE);
    config.put("scaling_factor", scalingFactor);
    components.put(VAE, replacement(VAE, MasterWeights.below(VAE, arrays), config));
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

  @Override
  public Path write(Map<String, NDArray> arrays, RunFolder folder, Writing writing) {
    return model.write(folder.model(), components(arrays), writing);
  }
}
