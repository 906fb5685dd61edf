// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.picture;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.GenerationRequestBuilder;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.Provenance;
import studio.bonsai.engine.Variation;
import studio.bonsai.engine.sampling.SamplerType;

/** Requests in the web UI's words, and back. */
public final class ParametersOfRequest {
  /** How the web UI shortens the hash of a model. */
  private static final int HASH_DIGITS = 10;

  private static final String KARRAS = "Karras";

  private ParametersOfRequest() {}

  /** What the web UI would have written of the same picture. */
  public static Parameters of(Provenance provenance) {
    GenerationRequest request = provenance.request();
    Map<String, String> settings = new LinkedHashMap<>();
    request.steps().ifPresent(n -> settings.put("Steps", Integer.toString(n)));
    request.sampler().ifPresent(s -> settings.put("Sampler", SamplerType.named(s).label()));
    request.karras().filter(k -> k).ifPresent(k -> settings.put("Schedule type", KARRAS));
    request.guidanceScale().ifPresent(g -> settings.put("CFG scale", number(g)));
    request.seed().ifPresent(s -> settings.put("Seed", Long.toString(s)));
    request.size().ifPresent(s -> settings.put("Size", s.toString()));
    String hash = provenance.modelFingerprint();
    settings.put("Model hash", hash.substring(0, Math.min(HASH_DIGITS, hash.length())));
    settings.put("Model", provenance.model());
    request.variation().ifPresent(v -> putVariation(settings, v));
    request.start().ifPresent(s -> settings.put("Denoising strength", number(s.strength())));
    request.mask().ifPresent(m -> settings.put("Mask blur", Integer.toString(m.feather())));
    request.eta().ifPresent(e -> putUnlessZero(settings, "Eta", e));
    request.clipSkip().ifPresent(n -> putClipSkip(settings, n));
    request.guidanceRescale().ifPresent(g -> putUnlessZero(settings, "CFG Rescale phi", g));
    settings.put("RNG", "CPU");
    settings.put("Version", "Bonsai " + provenance.version());
    return new Parameters(prompt(request), request.negativePrompt(), settings);
  }

  private static String prompt(GenerationRequest request) {
    StringBuilder prompt = new StringBuilder(request.prompt());
    request
        .loras()
        .forEach(l -> prompt.append(" <lora:" + l.name() + ":" + number(l.strength()) + ">"));
    return prompt.toString();
  }

  private static void putVariation(Map<String, String> settings, Variation variation) {
    settings.put("Variation seed", Long.toString(variation.seed()));
    settings.put("Variation seed strength", number(variation.strength()));
  }

  private static void putUnlessZero(Map<String, String> settings, String name, double value) {
    if (value != 0) {
      settings.put(name, number(value));
    }
  }

  private static void putClipSkip(Map<String, String> settings, int clipSkip) {
    if (clipSkip > 1) {
      settings.put("Clip skip", Integer.toString(clipSkip));
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  /**
   * A request as near as this engine comes to a stranger's picture. What it does not know or has
   * not got stays open.
   *
   * @throws EngineException when a value is out of this engine's range
   */
  public static GenerationRequest request(Parameters parameters) {
    Map<String, String> settings = parameters.settings();
    GenerationRequestBuilder request =
        GenerationRequest.builder(parameters.prompt()).negativePrompt(parameters.negativePrompt());
    put(settings, "Steps", Integer::valueOf, request::steps);
    put(settings, "CFG scale", Double::valueOf, request::guidanceScale);
    put(settings, "CFG Rescale phi", Double::valueOf, request::guidanceRescale);
    put(settings, "Seed", Long::valueOf, request::seed);
    put(settings, "Size", ImageSize::parse, request::size);
    put(settings, "Clip skip", Integer::valueOf, request::clipSkip);
    put(settings, "Eta", Double::valueOf, request::eta);
    putSampler(settings, request);
    putVariation(settings, request);
    try {
      return request.build();
    } catch (IllegalArgumentException e) {
      throw new EngineException("This picture cannot be repeated here: " + e.getMessage() + ".", e);
    }
  }

  /**
   * How much of a picture was made anew, where this one was drawn from another: the web UI does not
   * keep which. Its "Hires. fix" has a strength too, but starts from noise.
   */
  public static Optional<Double> strengthOfLostStart(Parameters parameters) {
    Map<String, String> settings = parameters.settings();
    return settings.keySet().stream().anyMatch(name -> name.startsWith("Hires"))
        ? Optional.empty()
        : value(settings, "Denoising strength", Double::valueOf);
  }

  private static void putVariation(Map<String, String> settings, GenerationRequestBuilder request) {
    Optional<Long> seed = value(settings, "Variation seed", Long::valueOf);
    Optional<Double> strength = value(settings, "Variation seed strength", Double::valueOf);
    if (seed.isPresent() && strength.isPresent()) {
      request.variation(new Variation(seed.get(), Math.min(1, Math.max(0, strength.get()))));
    }
  }

  /** Before version 1.9 the web UI wrote the schedule behind the sampler: "DPM++ 2M Karras". */
  private static void putSampler(Map<String, String> settings, GenerationRequestBuilder request) {
    String name = settings.getOrDefault("Sampler", "");
    boolean suffix = name.endsWith(" " + KARRAS);
    String sampler = suffix ? name.substring(0, name.length() - KARRAS.length() - 1) : name;
    value(Map.of("Sampler", sampler), "Sampler", SamplerType::named)
        .ifPresent(type -> request.sampler(type.cliName()));
    if (suffix || KARRAS.equals(settings.get("Schedule type"))) {
      request.karras(true);
    }
  }

  private static <T> void put(
      Map<String, String> settings, String name, Function<String, T> parse, Consumer<T> target) {
    value(settings, name, parse).ifPresent(target);
  }

  private static <T> Optional<T> value(
      Map<String, String> settings, String name, Function<String, T> parse) {
    String value = settings.get(name);
    try {
      return Optional.ofNullable(value).map(parse);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
