// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.util.Set;

/**
 * What to measure, and how often.
 *
 * @param stages in no particular order
 * @param size of the pictures
 * @param steps of a whole picture
 * @param repeats how often a stage is timed after a first time that prepares it
 */
public record BenchmarkPlan(Set<Stage> stages, ImageSize size, int steps, int repeats) {
  /** What can be measured. */
  public enum Stage {
    /** From the files to a model that is ready to draw. */
    OPEN,
    /** The machine's own speed: a large matrix product, the better of MKL's and oneDNN's. */
    PRODUCT,
    /** Reading a prompt and a negative prompt. */
    TEXT,
    /** One pass of the U-Net over the two latents of guidance, the text's keys and values read. */
    STEP,
    /** Latent to picture. */
    DECODE,
    /** A whole picture, from the prompt to the pixels. */
    PICTURE
  }

  public BenchmarkPlan {
    stages = Set.copyOf(stages);
    Ranges.check("steps", steps, 1, 1000);
    Ranges.check("repeats", repeats, 1, 1000);
  }

  /** The picture that is drawn. */
  GenerationRequest request() {
    return GenerationRequest.builder("a photo of an astronaut riding a horse on mars")
        .size(size)
        .steps(steps)
        .guidanceScale(7.5)
        .seed(1234)
        .build();
  }
}
