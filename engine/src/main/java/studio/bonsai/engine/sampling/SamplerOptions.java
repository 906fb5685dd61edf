// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import java.util.Optional;

/**
 * What a request may change of a sampler.
 *
 * @param karras noise levels after Karras et al.; empty: as the model's configuration says
 * @param eta share of fresh noise in DDIM, 0 (deterministic) to 1 (as DDPM)
 */
public record SamplerOptions(Optional<Boolean> karras, double eta) {
  public SamplerOptions {
    if (!(eta >= 0 && eta <= 1)) {
      throw new IllegalArgumentException("eta must be 0 to 1, got " + eta);
    }
  }

  /** Everything as the model's configuration says, eta 0. */
  public static SamplerOptions defaults() {
    return new SamplerOptions(Optional.empty(), 0);
  }
}
