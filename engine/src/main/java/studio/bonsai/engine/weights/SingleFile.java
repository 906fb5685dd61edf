// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import studio.bonsai.engine.EngineException;

/**
 * A whole model in one file ({@code .safetensors}, {@code .ckpt}) under the names of CompVis'
 * latent-diffusion: Stable Diffusion v1 and v2, their inpainting models, and BK-SDM of both. Which
 * of them it is follows from its tensors alone, never from its name; only whether a v2 predicts
 * noise or velocity is not in them.
 */
public final class SingleFile implements ModelFiles {
  private final Path path;
  private final Map<String, Map<String, Origin>> components;
  private final Map<String, ObjectNode> configs = new LinkedHashMap<>();
  private final boolean openClip;
  private final boolean velocity;

  SingleFile(Path path, SingleFileOptions options, TensorFile file) {
    this.path = path;
    LdmKeys keys = new LdmKeys(file);
    components = keys.components(options.averaged());
    openClip = keys.isOpenClip();
    TensorShapes unet = shapes(file, "unet");
    boolean full = unet.has("mid_block.") && unet.count("down_blocks.0.resnets.") > 1;
    boolean inpainting = unet.size("conv_in.weight", 1) > 4;
    boolean v2 = openClip || InferredConfigs.isLinear(unet);
    velocity = Velocity.decide(path, options, file, v2, full && !inpainting);
    configs.put("unet", InferredConfigs.unet(unet, velocity));
    if (components.containsKey("vae")) {
      configs.put("vae", InferredConfigs.autoencoder(shapes(file, "vae"), velocity));
    }
    if (components.containsKey("text_encoder")) {
      configs.put("text_encoder", InferredConfigs.text(shapes(file, "text_encoder"), openClip));
    }
    configs.put("scheduler", InferredConfigs.scheduler(velocity));
  }

  private TensorShapes shapes(TensorFile file, String component) {
    return new TensorShapes(new RenamedTensors(file, components.get(component)));
  }

  /**
   * Reads the names and shapes of the tensors.
   *
   * @throws EngineException when it is no single file, or of an architecture that Bonsai lacks
   */
  public static SingleFile open(Path path, SingleFileOptions options) {
    try (TensorFile file = TensorFile.open(path)) {
      return new SingleFile(path, options, file);
    }
  }

  /**
   * Writes a single file as a folder in diffusers' layout.
   *
   * @param target must not exist
   * @param vocabulary writes {@code vocab.json} and {@code merges.txt} of CLIP into a folder, which
   *     single files do without
   * @param manager on the CPU; tensors pass through it one by one
   * @throws EngineException when the file lacks a component, or the target cannot be written
   */
  public static ModelFolder convert(
      Path singleFile,
      Path target,
      SingleFileOptions options,
      Consumer<Path> vocabulary,
      NDManager manager,
      Writing writing) {
    SingleFile source = open(singleFile, options);
    for (String component : List.of("vae", "text_encoder")) {
      if (!source.has(component)) {
        throw source.lacks(component);
      }
    }
    try (ModelFolderWriter writer = new ModelFolderWriter(target, writing)) {
      writer.index(source.index());
      source.configs.forEach(writer::config);
      writer.folder("tokenizer", vocabulary);
      writer.json("tokenizer/tokenizer_config.json", source.tokenizer());
      writer.json(
          "tokenizer/special_tokens_map.json", InferredConfigs.specialTokens(source.openClip));
      for (String component : source.components.keySet()) {
        try (TensorFile weights = source.weights(component)) {
          writer.weights(component, weights, options.precision(), manager);
        }
      }
      return writer.finish();
    }
  }

  private ObjectNode index() {
    return InferredConfigs.index(config("unet").get("in_channels").asInt() > 4, velocity);
  }

  private ObjectNode tokenizer() {
    int length = config("text_encoder").get("max_position_embeddings").asInt();
    return InferredConfigs.tokenizer(length, openClip);
  }

  @Override
  public Path path() {
    return path;
  }

  /** Of {@code unet}, {@code vae} and {@code text_encoder} those that the file has. */
  public Set<String> components() {
    return java.util.Collections.unmodifiableSet(components.keySet());
  }

  /** Whether the file has the weights of a component; some leave the autoencoder to another. */
  public boolean has(String component) {
    return components.containsKey(component);
  }

  @Override
  public ObjectNode config(String component) {
    if (!configs.containsKey(component)) {
      throw lacks(component);
    }
    return configs.get(component).deepCopy();
  }

  @Override
  public TensorFile weights(String component) {
    if (!has(component)) {
      throw lacks(component);
    }
    return new RenamedTensors(TensorFile.open(path), components.get(component));
  }

  private EngineException lacks(String component) {
    String what = component.equals("vae") ? "autoencoder" : component.replace('_', ' ');
    return new EngineException(
        path + " has no " + what + ": it is only a part of a model. Choose a whole checkpoint.");
  }
}
