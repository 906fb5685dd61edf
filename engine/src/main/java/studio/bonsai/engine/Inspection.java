// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.util.List;

/**
 * What can be told of a model from its files.
 *
 * @param architecture in a few words, as "BK-SDM Tiny of Stable Diffusion v1"
 * @param parts its networks
 * @param blocks the U-Net's blocks in the order of the data, one line each
 * @param size that it was trained for
 * @param defaults how it likes to be used
 * @param samplers the short names that a request may use
 */
public record Inspection(
    String architecture,
    List<Part> parts,
    List<String> blocks,
    ImageSize size,
    ModelDefaults defaults,
    List<String> samplers) {
  public Inspection {
    parts = List.copyOf(parts);
    blocks = List.copyOf(blocks);
    samplers = List.copyOf(samplers);
  }

  /**
   * One network.
   *
   * @param precision of most of its tensors, as "float16"
   * @param bytes on disk
   */
  public record Part(String name, long parameters, String precision, long bytes) {}

  public long parameters() {
    return parts.stream().mapToLong(Part::parameters).sum();
  }

  public long bytes() {
    return parts.stream().mapToLong(Part::bytes).sum();
  }
}
