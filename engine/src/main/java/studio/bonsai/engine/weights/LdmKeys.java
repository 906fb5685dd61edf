// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import studio.bonsai.engine.EngineException;

/**
 * The names of a single file ({@code model.diffusion_model.*}, {@code first_stage_model.*}, {@code
 * cond_stage_model.*}), translated to diffusers' component by component.
 */
final class LdmKeys {
  private static final String UNET = "model.diffusion_model.";
  private static final String EMA = "model_ema.";
  private static final List<String> AUTOENCODER = List.of("first_stage_model.", "vae.");
  private static final String CLIP = "cond_stage_model.transformer.";
  private static final String OPEN_CLIP = "cond_stage_model.model.";
  private static final int LISTED = 20;

  private final TensorFile file;

  LdmKeys(TensorFile file) {
    this.file = file;
  }

  /**
   * @throws EngineException when the file is of another kind or has tensors that fit nowhere
   */
  Map<String, Map<String, Origin>> components(boolean ema) {
    refuseOthers();
    Map<String, LdmNames> found = new LinkedHashMap<>();
    found.put("unet", LdmUNetKeys.translate(ema ? averaged() : below(UNET)));
    for (String prefix : AUTOENCODER) {
      if (has(prefix)) {
        found.put("vae", LdmAutoencoderKeys.translate(below(prefix)));
      }
    }
    if (has(CLIP)) {
      found.put("text_encoder", LdmTextKeys.translateClip(below(CLIP)));
    } else if (has(OPEN_CLIP)) {
      found.put("text_encoder", LdmTextKeys.translateOpenClip(below(OPEN_CLIP)));
    }
    refuseUnknown(found);
    Map<String, Map<String, Origin>> components = new LinkedHashMap<>();
    found.forEach((component, names) -> components.put(component, names.origins()));
    return components;
  }

  /** Whether the text encoder is OpenCLIP's. */
  boolean isOpenClip() {
    return !has(CLIP) && has(OPEN_CLIP);
  }

  private void refuseOthers() {
    Set<String> names = file.entries().keySet();
    if (has("conditioner.embedders.")) {
      throw refusal("a Stable Diffusion XL checkpoint");
    }
    if (has("control_model.")) {
      throw refusal("a ControlNet");
    }
    if (has(UNET + "joint_blocks.") || has(UNET + "double_blocks.")) {
      throw refusal("a checkpoint of a transformer (Stable Diffusion 3 or FLUX)");
    }
    if (names.stream().anyMatch(name -> name.contains("lora_"))) {
      throw refusal("a LoRA, not a model");
    }
    if (has(UNET + "label_emb.")) {
      throw refusal("an upscaler or unCLIP checkpoint");
    }
    if (!has(UNET + "input_blocks.")) {
      throw refusal("not a whole checkpoint: it has no " + UNET + "input_blocks");
    }
  }

  private EngineException refusal(String what) {
    return new EngineException(
        file.path()
            + " is "
            + what
            + ". Bonsai reads single files of Stable Diffusion v1, v2 and"
            + " BK-SDM.");
  }

  private void refuseUnknown(Map<String, LdmNames> found) {
    List<String> unknown = new ArrayList<>();
    found.values().forEach(names -> unknown.addAll(names.unknown()));
    if (!unknown.isEmpty()) {
      String more = unknown.size() > LISTED ? "\n  and " + (unknown.size() - LISTED) + " more" : "";
      throw new EngineException(
          file.path()
              + " has tensors of an architecture that Bonsai does not know:\n  "
              + String.join("\n  ", unknown.subList(0, Math.min(LISTED, unknown.size())))
              + more);
    }
  }

  private boolean has(String prefix) {
    return file.entries().keySet().stream().anyMatch(name -> name.startsWith(prefix));
  }

  private Map<String, String> below(String prefix) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String name : file.entries().keySet()) {
      if (name.startsWith(prefix)) {
        names.put(name.substring(prefix.length()), name);
      }
    }
    return names;
  }

  /** The running average of training, stored under names without dots. */
  private Map<String, String> averaged() {
    Map<String, String> names = new LinkedHashMap<>();
    for (Map.Entry<String, String> name : below(UNET).entrySet()) {
      String average = EMA + ("diffusion_model." + name.getKey()).replace(".", "");
      if (!file.entries().containsKey(average)) {
        throw new EngineException(
            file.path() + " has no averaged weights (" + average + "). Convert it without them.");
      }
      names.put(name.getKey(), average);
    }
    return names;
  }
}
