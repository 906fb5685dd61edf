// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import studio.bonsai.engine.EngineException;

/**
 * The names of LoRA files, as kohya's scripts, AUTOMATIC1111's web UI, peft and diffusers' old and
 * new savers write them, translated to diffusers' names of the weights that they change.
 */
public final class LoraKeys {

  /** What a file has of one layer. */
  private static final class Found {
    private String down;
    private String up;
    private String alpha;
  }

  private final TensorFile file;
  private final Map<String, Map<String, Shape>> networks;
  private final LoraNames names;
  private final Map<String, Map<String, Found>> found = new TreeMap<>();
  private final List<String> unknown = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final List<String> misshapen = new ArrayList<>();

  private LoraKeys(TensorFile file, Map<String, Map<String, Shape>> networks) {
    this.file = file;
    this.networks = networks;
    this.names = new LoraNames(networks);
  }

  /**
   * @param networks of the model that it shall change: by component, each weight's shape
   * @return by component, the changes of its weights
   * @throws EngineException when it is no LoRA, one of another architecture, or has tensors that
   *     are unknown, alone or of another shape; all are listed
   */
  public static Map<String, Map<String, LoraTensors>> translate(
      TensorFile file, Map<String, Map<String, Shape>> networks) {
    LoraKeys keys = new LoraKeys(file, networks);
    LoraRefusals.check(file);
    file.entries().keySet().forEach(keys::sort);
    Map<String, Map<String, LoraTensors>> result = new TreeMap<>();
    LoraAlphas alphas = LoraAlphas.of(file);
    keys.found.forEach(
        (component, layers) ->
            layers.forEach(
                (weight, layer) ->
                    keys.pair(component, weight, layer, alphas)
                        .ifPresent(
                            pair ->
                                result
                                    .computeIfAbsent(component, c -> new TreeMap<>())
                                    .put(weight, pair))));
    keys.complain();
    return result;
  }

  private void sort(String key) {
    LoraNames.Place place = names.find(key).orElse(null);
    if (place == null) {
      unknown.add(key);
      return;
    }
    Found layer =
        found
            .computeIfAbsent(place.component(), c -> new TreeMap<>())
            .computeIfAbsent(place.weight(), w -> new Found());
    String before =
        switch (place.role()) {
          case DOWN -> layer.down;
          case UP -> layer.up;
          case ALPHA -> layer.alpha;
        };
    if (before != null) {
      unknown.add(key + " (the same as " + before + ")");
    }
    switch (place.role()) {
      case DOWN -> layer.down = key;
      case UP -> layer.up = key;
      case ALPHA -> layer.alpha = key;
    }
  }

  private Optional<LoraTensors> pair(
      String component, String weight, Found layer, LoraAlphas alphas) {
    if (layer.down == null || layer.up == null) {
      missing.add(
          layer.down == null && layer.up == null
              ? "down and up of " + layer.alpha
              : layer.down == null ? "down of " + layer.up : "up of " + layer.down);
      return Optional.empty();
    }
    Shape wanted = networks.get(component).get(weight);
    Shape down = file.entries().get(layer.down).shape();
    Shape up = file.entries().get(layer.up).shape();
    if (!fits(down, up, wanted)) {
      misshapen.add(layer.down + " is " + down + " and its up " + up + ", for a weight " + wanted);
      return Optional.empty();
    }
    if (layer.alpha != null && file.entries().get(layer.alpha).elements() != 1) {
      misshapen.add(layer.alpha + " is " + file.entries().get(layer.alpha).describe());
      return Optional.empty();
    }
    return Optional.of(
        new LoraTensors(
            layer.down, layer.up, down.get(0), layer.alpha, alphas.of(component, weight)));
  }

  private static boolean fits(Shape down, Shape up, Shape wanted) {
    if (down.dimension() < 2 || up.dimension() < 2 || down.get(0) < 1) {
      return false;
    }
    return down.get(0) == up.get(1)
        && up.get(0) == wanted.get(0)
        && up.size() == up.get(0) * up.get(1)
        && down.size() / down.get(0) == wanted.size() / wanted.get(0)
        && down.get(1) == wanted.get(1);
  }

  private void complain() {
    if (unknown.isEmpty() && missing.isEmpty() && misshapen.isEmpty()) {
      if (found.isEmpty()) {
        throw new EngineException(file.path() + " is no LoRA: it has no tensors.");
      }
      return;
    }
    StringBuilder message = new StringBuilder(file.path() + reason());
    ProblemList.append(message, "layers that the model has not", unknown);
    ProblemList.append(message, "missing", missing);
    ProblemList.append(message, "of another shape", misshapen);
    throw new EngineException(message.toString());
  }

  private String reason() {
    if (found.isEmpty()) {
      return " is no LoRA that Bonsai knows, or one of quite another model. Choose a LoRA of Stable"
          + " Diffusion v1, v2 or BK-SDM.";
    }
    return misshapen.isEmpty() && unknown.isEmpty()
        ? " is not whole. Download it again."
        : " was made for a model of another architecture. Choose the model that it was made for, or"
            + " another LoRA.";
  }

  /**
   * The name under which kohya's scripts, the web UI, ComfyUI and diffusers know a layer's change.
   *
   * @param weight as diffusers names it
   * @param end as {@code lora_down.weight}
   */
  public static String kohya(String component, String weight, String end) {
    return LoraNames.KOHYA.get(component) + LoraNames.flat(LoraNames.layer(weight)) + "." + end;
  }
}
