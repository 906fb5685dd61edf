// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.results;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import studio.bonsai.app.generate.ask.SamplerNames;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.GenerationRequest;

/** Says how a picture was made, in a line. */
final class ResultWords {
  private final Texts texts;

  ResultWords(Texts texts) {
    this.texts = texts;
  }

  /** Model, sampler, steps, guidance, seed, size: as far as the picture tells. */
  String settings(Result result) {
    List<String> words = new ArrayList<>();
    result.memory().model().ifPresent(words::add);
    result.memory().request().ifPresent(request -> add(words, request));
    words.add(result.memory().width() + " × " + result.memory().height());
    // Lines break between the words alone.
    return words.stream()
        .map(word -> word.replace(' ', '\u00a0'))
        .collect(Collectors.joining("\u00a0\u00a0·  "));
  }

  private void add(List<String> words, GenerationRequest request) {
    request.sampler().map(SamplerNames::of).ifPresent(words::add);
    request.steps().ifPresent(steps -> words.add(texts.get("steps", steps)));
    request.guidanceScale().ifPresent(scale -> words.add(texts.get("guidance", scale)));
    request.seed().ifPresent(seed -> words.add(texts.get("seed", Long.toString(seed))));
  }
}
