// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What is known of an open model.
 *
 * @param name as a person calls it
 * @param folder where it lies
 * @param architecture in a few words, as "BK-SDM Tiny of Stable Diffusion v1"
 * @param parameters of all its networks
 * @param fingerprint hexadecimal; other weights have another one
 * @param samplers the short names that a request may use
 */
public record ModelInfo(
    String name,
    Path folder,
    String architecture,
    long parameters,
    String fingerprint,
    ModelDefaults defaults,
    List<String> samplers) {
  public ModelInfo {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(fingerprint, "fingerprint");
    Objects.requireNonNull(defaults, "defaults");
    samplers = List.copyOf(samplers);
  }
}
