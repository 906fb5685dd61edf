// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.text;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import studio.bonsai.engine.kernels.Kernel;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.weights.ParameterSource;

/**
 * CLIP's text transformer (Radford et al. 2021, arXiv 2103.00020): pre-norm layers under a causal
 * mask. Parameters bear transformers' names, below {@code text_model}. Differentiable.
 */
public final class TextEncoder {
  private final TextEncoderConfig config;
  private final Kernel kernel;
  private final List<NDArray> embeddings;
  private final List<List<NDArray>> layers = new ArrayList<>();
  private final List<NDArray> finalNorm;

  public TextEncoder(TextEncoderConfig config, ParameterSource source, Kernels kernels) {
    this.config = config;
    kernel =
        kernels.load(
            "text",
            Map.of(
                "heads",
                (long) config.heads(),
                "eps",
                config.eps(),
                "quick",
                config.activation() == TextEncoderConfig.Activation.QUICK_GELU));
    ParameterSource model = source.at("text_model");
    embeddings =
        Arrays.asList(
            model.get("embeddings.token_embedding.weight", config.vocabulary(), config.width()),
            model.get("embeddings.position_embedding.weight", config.positions(), config.width()));
    for (int i = 0; i < config.layers(); i++) {
      layers.add(layer(model.at("encoder.layers." + i)));
    }
    finalNorm = new ArrayList<>();
    addPair(finalNorm, model.at("final_layer_norm"), config.width());
  }

  public TextEncoderConfig config() {
    return config;
  }

  /**
   * Encodes chunks of tokens, each by itself.
   *
   * @param ids [B, T] int64, T at most the config's positions
   * @param clipSkip 1 takes the last layer's output, 2 the one before it, and so on to the number
   *     of layers; the final norm always follows. AUTOMATIC1111's "Clip skip" counts the same way;
   *     diffusers' {@code clip_skip} is one less, and none there is 1 here
   * @return [B, T, D], owned by the manager of the ids
   */
  public NDArray encode(NDArray ids, int clipSkip) {
    check(ids, clipSkip);
    NDArray x = kernel.call("embed", ids, embeddings);
    for (List<NDArray> layer : layers.subList(0, layers.size() - clipSkip + 1)) {
      x = replace(x, kernel.call("layer", x, layer));
    }
    return replace(x, kernel.call("norm", x, finalNorm));
  }

  /** Frees the handle of what was used up; a recorded graph keeps what it still needs. */
  private static NDArray replace(NDArray used, NDArray result) {
    used.close();
    return result;
  }

  private void check(NDArray ids, int clipSkip) {
    checkClipSkip(clipSkip);
    if (ids.getShape().dimension() != 2 || ids.getShape().get(1) > config.positions()) {
      throw new IllegalArgumentException(
          "ids must be [B, T] with T at most " + config.positions() + ", got " + ids.getShape());
    }
  }

  void checkClipSkip(int clipSkip) {
    if (clipSkip < 1 || clipSkip > config.layers()) {
      throw new IllegalArgumentException(
          "clip skip must be between 1 and "
              + config.layers()
              + ", the layers of this text encoder, got "
              + clipSkip);
    }
  }

  /** In the order in which the kernel's method reads them. */
  private List<NDArray> layer(ParameterSource source) {
    int width = config.width();
    List<NDArray> parameters = new ArrayList<>();
    addPair(parameters, source.at("layer_norm1"), width);
    for (String name : List.of("q_proj", "k_proj", "v_proj", "out_proj")) {
      addPair(parameters, source.at("self_attn." + name), width, width);
    }
    addPair(parameters, source.at("layer_norm2"), width);
    addPair(parameters, source.at("mlp.fc1"), config.hidden(), width);
    addPair(parameters, source.at("mlp.fc2"), width, config.hidden());
    return parameters;
  }

  /** A weight of the given shape and a bias as long as its first dimension. */
  private static void addPair(List<NDArray> parameters, ParameterSource source, long... shape) {
    parameters.add(source.get("weight", shape));
    parameters.add(source.get("bias", shape[0]));
  }
}
