// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The shape of a CLIP text encoder, as {@code text_encoder/config.json} has it.
 *
 * @param vocabulary tokens that have an embedding
 * @param positions tokens of a chunk at most, start and end included
 * @param width channels of the result; a multiple of heads
 * @param hidden channels inside a layer's feed-forward part
 * @param layers transformer layers
 * @param heads attention heads
 * @param activation inside the feed-forward part
 * @param eps of the layer norms
 */
public record TextEncoderConfig(
    int vocabulary,
    int positions,
    int width,
    int hidden,
    int layers,
    int heads,
    Activation activation,
    double eps) {

  /** The two that CLIP models use, under transformers' names. */
  public enum Activation {
    /** x * sigmoid(1.702 x): OpenAI's models. */
    QUICK_GELU,
    /** x * Phi(x), by the error function: OpenCLIP's models. */
    GELU;

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public TextEncoderConfig {
    List<String> problems = new ArrayList<>();
    requirePositive(problems, "vocab_size", vocabulary);
    requirePositive(problems, "hidden_size", width);
    requirePositive(problems, "intermediate_size", hidden);
    requirePositive(problems, "num_hidden_layers", layers);
    requirePositive(problems, "num_attention_heads", heads);
    if (positions < 3) {
      problems.add("max_position_embeddings must be 3 or more, got " + positions);
    }
    if (heads > 0 && width % heads != 0) {
      problems.add("hidden_size " + width + " is no multiple of num_attention_heads " + heads);
    }
    if (!(eps > 0 && eps < 1)) {
      problems.add("layer_norm_eps must be between 0 and 1, got " + eps);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /** Stable Diffusion v1's text encoder: openai/clip-vit-large-patch14. 123,060,480 parameters. */
  public static TextEncoderConfig clipVitL14() {
    return new TextEncoderConfig(49_408, 77, 768, 3072, 12, 12, Activation.QUICK_GELU, 1e-5);
  }

  /**
   * Stable Diffusion v2's text encoder: OpenCLIP ViT-H/14 without its last layer (the model was
   * trained on the penultimate one). 340,387,840 parameters.
   */
  public static TextEncoderConfig openClipVitH14() {
    return new TextEncoderConfig(49_408, 77, 1024, 4096, 23, 16, Activation.GELU, 1e-5);
  }

  private static void requirePositive(List<String> problems, String key, int value) {
    if (value < 1 || value > 1 << 24) {
      problems.add(key + " must be between 1 and 16777216, got " + value);
    }
  }
}
