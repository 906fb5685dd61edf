// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;

/**
 * Wants a model with LoRAs added for good.
 *
 * @param model a folder in diffusers' layout, or a single file
 * @param loras added in their order; at least one
 * @param target folder of the result; must not exist
 * @param written hears after each tensor how many bytes it took
 */
public record MergeRequest(Path model, List<Lora> loras, Path target, LongConsumer written) {
  public MergeRequest {
    Objects.requireNonNull(model, "model");
    loras = List.copyOf(loras);
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(written, "written");
    if (loras.isEmpty()) {
      throw new IllegalArgumentException("a merge needs a LoRA");
    }
  }
}
