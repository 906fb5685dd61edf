// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Gathers a {@link GenerationRequest}; its values are checked together by {@link #build}. */
public final class GenerationRequestBuilder {
  private String prompt;
  private String negativePrompt = "";
  private Optional<ImageSize> size = Optional.empty();
  private OptionalInt steps = OptionalInt.empty();
  private OptionalDouble guidanceScale = OptionalDouble.empty();
  private OptionalDouble guidanceRescale = OptionalDouble.empty();
  private Optional<String> sampler = Optional.empty();
  private Optional<Boolean> karras = Optional.empty();
  private OptionalDouble eta = OptionalDouble.empty();
  private OptionalInt clipSkip = OptionalInt.empty();
  private OptionalLong seed = OptionalLong.empty();
  private Optional<Variation> variation = Optional.empty();
  private Optional<StartImage> start = Optional.empty();
  private Optional<InpaintMask> mask = Optional.empty();
  private List<Lora> loras = List.of();
  private int count = 1;
  private int batch = 1;

  GenerationRequestBuilder(String prompt) {
    this.prompt = prompt;
  }

  GenerationRequestBuilder(GenerationRequest request) {
    prompt = request.prompt();
    negativePrompt = request.negativePrompt();
    size = request.size();
    steps = request.steps();
    guidanceScale = request.guidanceScale();
    guidanceRescale = request.guidanceRescale();
    sampler = request.sampler();
    karras = request.karras();
    eta = request.eta();
    clipSkip = request.clipSkip();
    seed = request.seed();
    variation = request.variation();
    start = request.start();
    mask = request.mask();
    loras = request.loras();
    count = request.count();
    batch = request.batch();
  }

  public GenerationRequestBuilder prompt(String prompt) {
    this.prompt = prompt;
    return this;
  }

  public GenerationRequestBuilder negativePrompt(String negativePrompt) {
    this.negativePrompt = negativePrompt;
    return this;
  }

  public GenerationRequestBuilder size(ImageSize size) {
    this.size = Optional.of(size);
    return this;
  }

  public GenerationRequestBuilder steps(int steps) {
    this.steps = OptionalInt.of(steps);
    return this;
  }

  public GenerationRequestBuilder guidanceScale(double guidanceScale) {
    this.guidanceScale = OptionalDouble.of(guidanceScale);
    return this;
  }

  public GenerationRequestBuilder guidanceRescale(double guidanceRescale) {
    this.guidanceRescale = OptionalDouble.of(guidanceRescale);
    return this;
  }

  public GenerationRequestBuilder sampler(String sampler) {
    this.sampler = Optional.of(sampler);
    return this;
  }

  public GenerationRequestBuilder karras(boolean karras) {
    this.karras = Optional.of(karras);
    return this;
  }

  public GenerationRequestBuilder eta(double eta) {
    this.eta = OptionalDouble.of(eta);
    return this;
  }

  public GenerationRequestBuilder clipSkip(int clipSkip) {
    this.clipSkip = OptionalInt.of(clipSkip);
    return this;
  }

  public GenerationRequestBuilder seed(long seed) {
    this.seed = OptionalLong.of(seed);
    return this;
  }

  public GenerationRequestBuilder variation(Variation variation) {
    this.variation = Optional.of(variation);
    return this;
  }

  public GenerationRequestBuilder start(StartImage start) {
    this.start = Optional.of(start);
    return this;
  }

  public GenerationRequestBuilder mask(InpaintMask mask) {
    this.mask = Optional.of(mask);
    return this;
  }

  public GenerationRequestBuilder loras(List<Lora> loras) {
    this.loras = List.copyOf(loras);
    return this;
  }

  public GenerationRequestBuilder count(int count) {
    this.count = count;
    return this;
  }

  public GenerationRequestBuilder batch(int batch) {
    this.batch = batch;
    return this;
  }

  /**
   * @throws IllegalArgumentException that says which value is out of which range
   */
  public GenerationRequest build() {
    return new GenerationRequest(
        prompt,
        negativePrompt,
        size,
        steps,
        guidanceScale,
        guidanceRescale,
        sampler,
        karras,
        eta,
        clipSkip,
        seed,
        variation,
        start,
        mask,
        loras,
        count,
        batch);
  }
}
