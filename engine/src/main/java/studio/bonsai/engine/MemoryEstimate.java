// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

/**
 * How much memory a request takes, in bytes.
 *
 * @param text weights and activations of the text encoder
 * @param denoising weights and activations of the U-Net
 * @param decoding weights and activations of the autoencoder, for one picture or one tile
 * @param peak at the worst moment, with what the memory mode keeps beside
 */
public record MemoryEstimate(long text, long denoising, long decoding, long peak) {
  private static final double GIGA = 1e9;

  public MemoryEstimate {
    if (text < 0 || denoising < 0 || decoding < 0 || peak < 0) {
      throw new IllegalArgumentException("memory cannot be negative");
    }
  }

  /**
   * Refuses what cannot fit.
   *
   * @param free bytes that can be had
   * @throws EngineException with what to do instead
   */
  public void check(long free, GenerationRequest request, MemoryMode mode) {
    if (peak <= free) {
      return;
    }
    StringBuilder advice = new StringBuilder("a smaller size");
    if (request.batch() > 1) {
      advice.append(", a smaller batch");
    }
    if (mode != MemoryMode.LOW) {
      advice.append(", low memory mode (--memory low)");
    }
    throw new EngineException(
        EngineException.Kind.MEMORY,
        String.format(
            java.util.Locale.ROOT,
            "This needs about %.1f GB of memory and %.1f GB are free: choose %s, or close other"
                + " programs.",
            peak / GIGA,
            free / GIGA,
            advice),
        null);
  }
}
