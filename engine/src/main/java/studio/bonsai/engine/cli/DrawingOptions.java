// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.GenerationRequestBuilder;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.Variation;
import studio.bonsai.engine.sampling.SamplerType;

/** How to draw. What is not given stays as the request has it. */
final class DrawingOptions {
  @Option(
      names = {"-n", "--negative"},
      paramLabel = "TEXT",
      description = "What the picture should not show.")
  private String negative;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      converter = SizeConverter.class,
      description = "Width and height, multiples of 8, as 512x768; 512 alone is a square.")
  private ImageSize size;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Denoising steps, 1 to 1000. More is finer and slower.")
  private Integer steps;

  @Option(
      names = "--guidance",
      paramLabel = "X",
      description = "How closely to follow the prompt, 0 to 100; around 7 for Stable Diffusion.")
  private Double guidance;

  @Option(
      names = "--guidance-rescale",
      paramLabel = "X",
      description = "0 to 1: takes back the over-exposure of strong guidance.")
  private Double guidanceRescale;

  @Option(
      names = "--sampler",
      paramLabel = "NAME",
      description = "pndm, ddim, euler, euler-a, heun, dpm++2m, dpm++2m-sde, unipc or lcm.")
  private String sampler;

  @Option(
      names = "--karras",
      negatable = true,
      description = "Space the noise levels after Karras et al.: often better in few steps.")
  private Boolean karras;

  @Option(names = "--eta", paramLabel = "X", description = "Fresh noise in DDIM, 0 to 1.")
  private Double eta;

  @Option(
      names = "--clip-skip",
      paramLabel = "N",
      description = "Layer of the text encoder that is heard: 1 the last, 2 the last but one.")
  private Integer clipSkip;

  @Option(
      names = "--variation-seed",
      paramLabel = "N",
      description = "Mix in a second seed, for siblings of a picture.")
  private Long variationSeed;

  @Option(
      names = "--variation-strength",
      paramLabel = "X",
      description = "How much of it, 0 to 1. Default: 0.1.")
  private Double variationStrength;

  /** Whether anything here was given. */
  boolean any() {
    return negative != null
        || size != null
        || steps != null
        || guidance != null
        || guidanceRescale != null
        || sampler != null
        || karras != null
        || eta != null
        || clipSkip != null
        || variationSeed != null
        || variationStrength != null;
  }

  void apply(GenerationRequest base, GenerationRequestBuilder request) {
    given(negative, request::negativePrompt);
    given(size, request::size);
    given(steps, request::steps);
    given(guidance, request::guidanceScale);
    given(guidanceRescale, request::guidanceRescale);
    given(sampler, name -> request.sampler(SamplerType.named(name).cliName()));
    given(karras, request::karras);
    given(eta, request::eta);
    given(clipSkip, request::clipSkip);
    if (variationSeed != null || variationStrength != null) {
      request.variation(variation(base.variation()));
    }
  }

  private Variation variation(Optional<Variation> base) {
    if (variationSeed == null && base.isEmpty()) {
      throw new IllegalArgumentException("--variation-strength needs a --variation-seed");
    }
    return new Variation(
        variationSeed != null ? variationSeed : base.get().seed(),
        variationStrength != null
            ? variationStrength
            : base.map(Variation::strength).orElse(Variation.DEFAULT_STRENGTH));
  }

  private static <T> void given(T value, Consumer<T> target) {
    if (value != null) {
      target.accept(value);
    }
  }
}
