// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.models;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import studio.bonsai.engine.ModelDefaults;

/**
 * A model on the shelf as its files describe it.
 *
 * @param name as the user calls it
 * @param folder where it lies
 * @param facts empty when it cannot be read
 * @param problem why it cannot be read, in a sentence; empty when it can
 */
public record InstalledModel(
    String name, Path folder, Optional<Facts> facts, Optional<String> problem) {
  public InstalledModel {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(folder, "folder");
    if (facts.isPresent() == problem.isPresent()) {
      throw new IllegalArgumentException("a model has either facts or a problem");
    }
  }

  /**
   * What is known of a readable model.
   *
   * @param architecture in a few words, as "BK-SDM Tiny of Stable Diffusion v1"
   * @param parameters of all its networks
   * @param bytes on disk
   * @param precision of the U-Net's weights, as "float16"
   * @param defaults how it likes to be used
   * @param samplers that a request may name
   */
  public record Facts(
      String architecture,
      long parameters,
      long bytes,
      String precision,
      ModelDefaults defaults,
      List<String> samplers) {
    public Facts {
      samplers = List.copyOf(samplers);
    }
  }

  public boolean isReadable() {
    return facts.isPresent();
  }
}
