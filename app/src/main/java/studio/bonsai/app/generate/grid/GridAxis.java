// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

import java.util.List;
import java.util.Objects;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.GenerationRequestBuilder;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.InpaintMask;
import studio.bonsai.engine.StartImage;
import studio.bonsai.engine.Variation;

/**
 * One side of a grid.
 *
 * @param values one or more, as {@link AxisParser} gives them; a single empty one of {@link
 *     AxisKind#NONE}
 */
public record GridAxis(AxisKind kind, List<String> values) {
  /** An axis that varies nothing. */
  static final GridAxis NONE = new GridAxis(AxisKind.NONE, List.of(""));

  public GridAxis {
    Objects.requireNonNull(kind, "kind");
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("an axis needs a value");
    }
  }

  int size() {
    return values.size();
  }

  /**
   * A request with one of the values in it. A model is no part of a request and leaves it as it is.
   *
   * @throws IllegalArgumentException when the value is out of its range
   */
  GenerationRequest apply(GenerationRequest request, String value) {
    GenerationRequestBuilder to = request.toBuilder();
    switch (kind) {
      case NONE, MODEL -> {}
      case PROMPT ->
          to.prompt(request.prompt().replace(values.get(0), value))
              .negativePrompt(request.negativePrompt().replace(values.get(0), value));
      case NEGATIVE -> to.negativePrompt(value);
      case SAMPLER -> to.sampler(value);
      case STEPS -> to.steps(Integer.parseInt(value));
      case GUIDANCE -> to.guidanceScale(Double.parseDouble(value));
      case GUIDANCE_RESCALE -> to.guidanceRescale(Double.parseDouble(value));
      case SEED -> to.seed(Long.parseLong(value));
      case VARIATION -> to.variation(variation(request, Double.parseDouble(value)));
      case SIZE -> to.size(ImageSize.parse(value));
      case STRENGTH ->
          request
              .start()
              .ifPresent(s -> to.start(new StartImage(s.image(), Double.parseDouble(value))));
      case FEATHER ->
          request
              .mask()
              .ifPresent(m -> to.mask(new InpaintMask(m.image(), Integer.parseInt(value))));
      case CLIP_SKIP -> to.clipSkip(Integer.parseInt(value));
      case ETA -> to.eta(Double.parseDouble(value));
    }
    return to.build();
  }

  /** Without a seed of its own the variation goes to the next picture's. */
  private static Variation variation(GenerationRequest request, double strength) {
    long seed = request.variation().map(Variation::seed).orElse(request.seed().orElse(0) + 1);
    return new Variation(seed, strength);
  }
}
