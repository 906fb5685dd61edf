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
 * @param size that the operations are counted for
 * @param stepOperations multiply-adds of the U-Net for one picture and one step, attention's own
 *     products left out as the usual counters do
 */
public record Inspection(
    String architecture,
    List<Part> parts,
    List<String> blocks,
    ImageSize size,
    long stepOperations) {
  public Inspection {
    parts = List.copyOf(parts);
    blocks = List.copyOf(blocks);
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
