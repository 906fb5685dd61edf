// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.LongConsumer;

/**
 * Wants a model's U-Net without some of its blocks.
 *
 * @param model a folder in diffusers' layout, or a single file
 * @param plan base, small or tiny (BK-SDM's own), or a YAML or JSON file that lists what to drop
 * @param target folder of the student; must not exist
 * @param written hears after each tensor how many bytes it took
 */
public record CompressionRequest(Path model, String plan, Path target, LongConsumer written) {
  public CompressionRequest {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(written, "written");
  }
}
