// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.time.Duration;
import java.util.Objects;

/**
 * A finished picture and where it comes from.
 *
 * @param index which picture of its request, from 0
 * @param time that it took; pictures of a batch share its time equally
 */
public record GeneratedImage(Pixels pixels, Provenance provenance, int index, Duration time) {
  public GeneratedImage {
    Objects.requireNonNull(pixels, "pixels");
    Objects.requireNonNull(provenance, "provenance");
    Objects.requireNonNull(time, "time");
    if (index < 0) {
      throw new IllegalArgumentException("index must not be negative, got " + index);
    }
  }

  /** Resolved, for this picture alone. */
  public GenerationRequest request() {
    return provenance.request();
  }

  /** The seed of this picture's own noise. */
  public long seed() {
    return request().seed().orElseThrow();
  }
}
