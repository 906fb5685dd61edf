// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import studio.bonsai.app.generate.ask.SamplerNames;
import studio.bonsai.app.generate.ask.SamplerSkills;
import studio.bonsai.app.models.InstalledModel;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.ImageSize;

/** Reads what the user typed as an axis' values, and says what is wrong with it. */
final class AxisParser {
  /** More than anyone looks at. */
  static final int MOST_VALUES = 100;

  private final GridBase base;
  private final List<InstalledModel> models;
  private final Texts texts;

  AxisParser(GridBase base, List<InstalledModel> models, Texts texts) {
    this.base = base;
    this.models = models;
    this.texts = texts;
  }

  /**
   * @throws IllegalArgumentException with a sentence for the user
   */
  GridAxis parse(AxisKind kind, String typed) {
    if (kind == AxisKind.NONE) {
      return GridAxis.NONE;
    }
    GridAxis axis = new GridAxis(kind, values(kind, typed));
    check(axis);
    return axis;
  }

  private List<String> values(AxisKind kind, String typed) {
    if (typed.isBlank()) {
      throw new IllegalArgumentException(texts.get("bad.none"));
    }
    List<String> values =
        switch (kind.form()) {
          case WHOLE, DECIMAL -> NumberList.parse(kind, typed, MOST_VALUES, texts);
          case MODEL -> WordList.parse(typed).stream().map(this::model).toList();
          case SAMPLER -> WordList.parse(typed).stream().map(this::sampler).toList();
          case SIZE -> WordList.parse(typed).stream().map(this::size).toList();
          case WORDS, NOTHING -> WordList.parse(typed);
        };
    if (values.isEmpty()) {
      throw new IllegalArgumentException(texts.get("bad.none"));
    }
    if (values.size() > MOST_VALUES) {
      throw new IllegalArgumentException(texts.get("bad.many", MOST_VALUES));
    }
    return values.stream().distinct().toList();
  }

  private String model(String name) {
    InstalledModel found =
        models.stream()
            .filter(m -> m.name().equalsIgnoreCase(name))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException(texts.get("bad.model", name, modelNames())));
    found
        .problem()
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    return found.name();
  }

  private String modelNames() {
    return String.join(", ", readable());
  }

  /** The models that may be named. */
  List<String> readable() {
    return models.stream().filter(InstalledModel::isReadable).map(InstalledModel::name).toList();
  }

  /** The samplers that may be named. */
  List<String> samplers() {
    return base.model().facts().map(InstalledModel.Facts::samplers).orElse(List.of());
  }

  private String sampler(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    if (!samplers().contains(wanted)) {
      throw new IllegalArgumentException(
          texts.get("bad.sampler", name, String.join(", ", samplers())));
    }
    return wanted;
  }

  private String size(String typed) {
    try {
      return ImageSize.parse(typed).toString();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(texts.get("bad.size", typed), e);
    }
  }

  private void check(GridAxis axis) {
    GenerationRequest request = base.request();
    Optional<String> missing = Optional.empty();
    if (axis.kind() == AxisKind.PROMPT && !holds(request, axis.values().get(0))) {
      missing = Optional.of(texts.get("bad.prompt", axis.values().get(0)));
    } else if (axis.kind() == AxisKind.STRENGTH && request.start().isEmpty()) {
      missing = Optional.of(texts.get("bad.start"));
    } else if (axis.kind() == AxisKind.FEATHER && request.mask().isEmpty()) {
      missing = Optional.of(texts.get("bad.mask"));
    } else if (axis.kind() == AxisKind.ETA && !sampler().map(SamplerSkills::hasEta).orElse(true)) {
      missing = Optional.of(texts.get("bad.eta", sampler().map(SamplerNames::of).orElse("")));
    }
    missing.ifPresent(
        sentence -> {
          throw new IllegalArgumentException(sentence);
        });
    axis.values().forEach(value -> axis.apply(request, value));
  }

  /** The one that draws without an axis, as far as it is known. */
  private Optional<String> sampler() {
    return base.request()
        .sampler()
        .or(() -> base.model().facts().map(facts -> facts.defaults().sampler()));
  }

  private static boolean holds(GenerationRequest request, String word) {
    return request.prompt().contains(word) || request.negativePrompt().contains(word);
  }
}
