// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runs;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import studio.bonsai.engine.LoraSettings;
import studio.bonsai.engine.LoraSettings.Layers;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.lora.LoraLayers;
import studio.bonsai.engine.train.Leaves;
import studio.bonsai.engine.train.MasterWeights;
import studio.bonsai.engine.train.Networks;
import studio.bonsai.engine.train.Objective;
import studio.bonsai.engine.train.RunFolder;
import studio.bonsai.engine.weights.Replacement;
import studio.bonsai.engine.weights.Writing;

/** Low-rank changes are learnt beside networks that stay as they are; the result is one file. */
final class LoraLearning implements Learning {
  private final OpenedModel model;
  private final LoraLayers lora;
  private final Map<String, String> metadata;

  /**
   * @param about what the file says of itself, beside rank and alpha
   */
  LoraLearning(OpenedModel model, LoraSettings settings, long seed, Map<String, String> about) {
    this.model = model;
    lora = new LoraLayers(model.manager(), seed);
    adapt(OpenedModel.UNET, settings.unet());
    settings.textEncoder().ifPresent(layers -> adapt(OpenedModel.TEXT, layers));
    metadata = new TreeMap<>(about);
    metadata.put("ss_network_dim", Integer.toString(settings.unet().rank()));
    metadata.put("ss_network_alpha", Double.toString(settings.unet().alpha()));
  }

  private void adapt(String network, Layers layers) {
    model.adapt(network, layers, lora, model.builder(network));
  }

  @Override
  public MasterWeights weights() {
    return lora.weights();
  }

  @Override
  public Objective objective(
      Leaves leaves, Kernels kernels, Function<Networks, Objective> builder) {
    return lora.objective(leaves, kernels, builder);
  }

  @Override
  public Map<String, Replacement> components(Map<String, NDArray> arrays) {
    return lora.components(arrays, model.folder(), model.kernels());
  }

  @Override
  public Path write(Map<String, NDArray> arrays, RunFolder folder, Writing writing) {
    writing.cancel().throwIfCancelled();
    lora.write(folder.lora(), arrays, metadata);
    return folder.lora();
  }
}
