// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How much of a model may change when only low-rank changes of some layers are learnt (Hu et al.
 * 2021, arXiv 2106.09685).
 *
 * @param textEncoder empty leaves it as it is
 */
public record LoraSettings(Layers unet, Optional<Layers> textEncoder) {
  /**
   * Layers of one network.
   *
   * @param rank of each layer's change, 1 to 1024
   * @param alpha the change is multiplied by alpha / rank
   * @param targets how the names of the layers end, as {@code to_q}
   */
  public record Layers(int rank, double alpha, List<String> targets) {
    public Layers {
      Ranges.check("LoRA rank", rank, 1, 1024);
      Ranges.check("LoRA alpha", alpha, 1e-6, 1e6);
      targets = List.copyOf(targets);
      if (targets.isEmpty()) {
        throw new IllegalArgumentException("a LoRA needs layers to change, such as to_q,to_v");
      }
    }

    /** All of a U-Net's attention; rank and alpha of BK-SDM's finetune_lora.sh. */
    public static Layers ofUNet() {
      return new Layers(16, 27, List.of("to_q", "to_k", "to_v", "to_out.0"));
    }

    /** A text encoder's queries and values, as BK-SDM's finetune_lora.sh has them. */
    public static Layers ofTextEncoder() {
      return new Layers(16, 17, List.of("q_proj", "v_proj"));
    }

    /** Whether a layer of that name changes. */
    public boolean has(String layer) {
      return targets.stream().anyMatch(t -> layer.equals(t) || layer.endsWith("." + t));
    }
  }

  public LoraSettings {
    Objects.requireNonNull(unet, "unet");
    Objects.requireNonNull(textEncoder, "textEncoder");
  }

  /**
   * @param learns whether the text encoder learns, as a goal has it
   * @throws IllegalArgumentException when these settings say the contrary
   */
  void checkTextEncoder(boolean learns) {
    if (learns != textEncoder.isPresent()) {
      throw new IllegalArgumentException(
          learns
              ? "the text encoder learns, but the LoRA has no layers of it"
              : "the LoRA has layers of the text encoder, which does not learn");
    }
  }
}
