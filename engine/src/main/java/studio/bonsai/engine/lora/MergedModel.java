// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.lora;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import studio.bonsai.engine.Lora;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.text.TextEncoder;
import studio.bonsai.engine.text.TextEncoderConfigJson;
import studio.bonsai.engine.unet.UNet;
import studio.bonsai.engine.unet.UNetConfigJson;
import studio.bonsai.engine.weights.ModelFiles;
import studio.bonsai.engine.weights.ParameterCount;
import studio.bonsai.engine.weights.TensorFile;

/** A model with LoRAs added to its weights. */
public final class MergedModel implements ModelFiles {
  private static final String UNET = "unet";
  private static final String TEXT = "text_encoder";

  private final ModelFiles model;
  private final Map<String, Map<String, Shape>> networks = new TreeMap<>();
  private final List<Lora> loras;
  private final Kernels kernels;
  private final NDManager manager;
  private final boolean exact;

  /**
   * @param manager on whose device weights will be read
   * @param exact whether changed weights are float32, else as the model has them
   * @throws studio.bonsai.engine.EngineException when one is no LoRA for this model, or not the
   *     file that it was
   */
  public MergedModel(
      ModelFiles model, List<Lora> loras, Kernels kernels, NDManager manager, boolean exact) {
    this.model = model;
    this.loras = List.copyOf(loras);
    this.kernels = kernels;
    this.manager = manager;
    this.exact = exact;
    networks.put(UNET, unet());
    networks.put(TEXT, textEncoder());
    for (Lora lora : loras) {
      lora.checkUnchanged();
      LoraFile.open(lora.file(), networks).close();
    }
  }

  private Map<String, Shape> unet() {
    ParameterCount count = new ParameterCount();
    UNet unused = new UNet(UNetConfigJson.read(config(UNET), name(UNET)), count, kernels);
    return count.shapes();
  }

  private Map<String, Shape> textEncoder() {
    ParameterCount count = new ParameterCount();
    TextEncoder unused =
        new TextEncoder(TextEncoderConfigJson.read(config(TEXT), name(TEXT)), count, kernels);
    return count.shapes();
  }

  private String name(String component) {
    return "The config of " + component + " in " + path();
  }

  /** The components that a LoRA may change. */
  public static List<String> changeable() {
    return List.of(TEXT, UNET);
  }

  @Override
  public Path path() {
    return model.path();
  }

  @Override
  public ObjectNode config(String component) {
    return model.config(component);
  }

  @Override
  public TensorFile weights(String component) {
    TensorFile file = model.weights(component);
    if (!networks.containsKey(component)) {
      return file;
    }
    NDManager owner = manager.newSubManager();
    try {
      Map<String, List<LowRank>> changes = changes(component, owner);
      MergedTensors merged =
          exact
              ? MergedTensors.exact(file, changes, kernels)
              : MergedTensors.asStored(file, changes, kernels);
      return merged.owning(owner);
    } catch (RuntimeException e) {
      owner.close();
      file.close();
      throw e;
    }
  }

  private Map<String, List<LowRank>> changes(String component, NDManager owner) {
    Map<String, List<LowRank>> changes = new TreeMap<>();
    for (Lora lora : loras) {
      try (LoraFile file = LoraFile.open(lora.file(), networks)) {
        file.changes(component, lora.strength(), owner)
            .forEach(
                (weight, change) ->
                    changes.computeIfAbsent(weight, w -> new ArrayList<>()).add(change));
      }
    }
    return changes;
  }
}
