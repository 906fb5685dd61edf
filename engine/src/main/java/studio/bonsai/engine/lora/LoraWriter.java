// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.lora;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import studio.bonsai.engine.weights.LoraKeys;
import studio.bonsai.engine.weights.SafetensorsWriter;

/**
 * Writes changes as kohya's scripts do, whose names diffusers, AUTOMATIC1111's web UI and ComfyUI
 * all read.
 */
final class LoraWriter {
  private static final String TEXT = "text_encoder";
  private static final String OUT = "self_attn.out_proj.weight";

  private final NDManager manager;
  private final DataType precision;
  private final SafetensorsWriter writer;

  /**
   * @param manager owns what is added meanwhile
   */
  LoraWriter(NDManager manager, DataType precision, Map<String, String> metadata) {
    this.manager = manager;
    this.precision = precision;
    Map<String, String> all = new TreeMap<>(metadata);
    all.put("ss_network_module", "networks.lora");
    writer = new SafetensorsWriter(all);
  }

  /**
   * @param changes by the weight's name
   */
  LoraWriter add(String component, Map<String, LowRank> changes) {
    changes.forEach((weight, change) -> add(component, weight, change));
    if (component.equals(TEXT)) {
      addSign(changes);
    }
    return this;
  }

  private void add(String component, String weight, LowRank change) {
    long rank = change.down().getShape().get(0);
    NDArray alpha = manager.create((float) (change.factor() * rank));
    writer.add(LoraKeys.kohya(component, weight, "lora_down.weight"), change.down(), precision);
    writer.add(LoraKeys.kohya(component, weight, "lora_up.weight"), change.up(), precision);
    writer.add(LoraKeys.kohya(component, weight, "alpha"), alpha, precision);
  }

  /**
   * Diffusers 0.35 knows kohya's names of a text encoder by its out_proj and refuses a file without
   * one. So the first layer gets a change of nothing.
   */
  private void addSign(Map<String, LowRank> changes) {
    if (changes.keySet().stream().anyMatch(weight -> weight.endsWith(OUT))) {
      return;
    }
    changes.keySet().stream()
        .filter(weight -> weight.contains("self_attn."))
        .findFirst()
        .ifPresent(
            weight -> {
              LowRank like = changes.get(weight);
              LowRank nothing =
                  new LowRank(like.down().zerosLike(), like.up().zerosLike(), like.factor());
              add(TEXT, weight.replaceFirst("self_attn\\..*", OUT), nothing);
            });
  }

  void write(Path file) {
    writer.write(file);
  }
}
