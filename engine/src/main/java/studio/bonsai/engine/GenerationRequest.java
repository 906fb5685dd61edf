// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * What to draw. What is left open is the model's own default ({@link ModelDefaults}); an open seed
 * is a fresh one.
 *
 * @param prompt may be empty: the model then draws what it likes
 * @param negativePrompt what guidance leads away from; may be empty
 * @param steps denoising steps, 1 to 1000
 * @param guidanceScale 0 to 100; at 1 and below the negative prompt has no say
 * @param guidanceRescale 0 (off) to 1, after "Common Diffusion Noise Schedules and Sample Steps are
 *     Flawed", section 3.4
 * @param sampler by its short name, as {@code ddim} or {@code dpm++2m}
 * @param karras whether the noise levels follow Karras et al. (2022), equation 5
 * @param eta how much fresh noise a step of DDIM adds, 0 to 1
 * @param clipSkip which layer of the text encoder speaks: 1 is the last, 2 the last but one
 * @param seed of the first picture; each further picture of a request has the next one
 * @param variation a second seed mixed in; with it, further pictures move on this seed instead
 * @param start the picture to start from
 * @param mask where to paint anew; needs a start
 * @param loras added to the model's weights, in this order; may be none
 * @param count how many pictures, 1 to 10,000
 * @param batch how many of them are computed at once, 1 to 64
 */
public record GenerationRequest(
    String prompt,
    String negativePrompt,
    Optional<ImageSize> size,
    OptionalInt steps,
    OptionalDouble guidanceScale,
    OptionalDouble guidanceRescale,
    Optional<String> sampler,
    Optional<Boolean> karras,
    OptionalDouble eta,
    OptionalInt clipSkip,
    OptionalLong seed,
    Optional<Variation> variation,
    Optional<StartImage> start,
    Optional<InpaintMask> mask,
    List<Lora> loras,
    int count,
    int batch) {

  public GenerationRequest {
    Objects.requireNonNull(prompt, "prompt");
    Objects.requireNonNull(negativePrompt, "negativePrompt");
    steps.ifPresent(n -> Ranges.check("steps", n, 1, 1000));
    guidanceScale.ifPresent(g -> Ranges.check("guidance scale", g, 0, 100));
    guidanceRescale.ifPresent(g -> Ranges.check("guidance rescale", g, 0, 1));
    eta.ifPresent(e -> Ranges.check("eta", e, 0, 1));
    clipSkip.ifPresent(n -> Ranges.check("clip skip", n, 1, 32));
    loras = List.copyOf(loras);
    Ranges.check("count", count, 1, 10_000);
    Ranges.check("batch", batch, 1, 64);
    if (mask.isPresent() && start.isEmpty()) {
      throw new IllegalArgumentException("a mask needs a picture to start from");
    }
  }

  /** One picture of a prompt, everything else as the model likes it. */
  public static GenerationRequest of(String prompt) {
    return builder(prompt).build();
  }

  public static GenerationRequestBuilder builder(String prompt) {
    return new GenerationRequestBuilder(prompt);
  }

  /** A builder that starts with this request's values. */
  public GenerationRequestBuilder toBuilder() {
    return new GenerationRequestBuilder(this);
  }

  /**
   * This request with nothing left open. The model's Karras levels and eta are its own sampler's:
   * with another one they stay off.
   *
   * @param freshSeed asked once, only when the seed is open
   */
  public GenerationRequest resolve(ModelDefaults defaults, LongSupplier freshSeed) {
    boolean own = sampler.map(defaults.sampler()::equalsIgnoreCase).orElse(true);
    return toBuilder()
        .size(size.orElse(defaults.size()))
        .steps(steps.orElse(defaults.steps()))
        .guidanceScale(guidanceScale.orElse(defaults.guidanceScale()))
        .guidanceRescale(guidanceRescale.orElse(defaults.guidanceRescale()))
        .sampler(sampler.orElse(defaults.sampler()))
        .karras(karras.orElse(own && defaults.karras()))
        .eta(eta.orElse(own ? defaults.eta() : 0))
        .clipSkip(clipSkip.orElse(defaults.clipSkip()))
        .seed(seed.isPresent() ? seed.getAsLong() : freshSeed.getAsLong())
        .build();
  }

  /**
   * The request that makes one of this request's pictures alone.
   *
   * @param index 0 to count - 1
   * @throws java.util.NoSuchElementException while the seed is open
   */
  public GenerationRequest forPicture(int index) {
    Objects.checkIndex(index, count);
    return movedBy(index).toBuilder().count(1).batch(1).build();
  }

  /**
   * The same request, its seeds moved on: by 1, the seeds of this request's second picture.
   *
   * @param distance may be negative
   */
  public GenerationRequest movedBy(int distance) {
    if (variation.isPresent()) {
      Variation v = variation.get();
      return toBuilder().variation(new Variation(v.seed() + distance, v.strength())).build();
    }
    return toBuilder().seed(seed.orElseThrow() + distance).build();
  }
}
