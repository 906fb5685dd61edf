// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.PictureFiles.Memory;

/**
 * A setting that differs between two pictures.
 *
 * @param name in the user's language
 * @param first its value for the first picture; a dash where it has none
 */
record Difference(String name, String first, String second) {
  private static final String NONE = "–";

  /** In the order in which a form asks for them. */
  static List<Difference> between(Memory first, Memory second, Texts texts) {
    Map<String, String> left = values(first);
    Map<String, String> right = values(second);
    List<String> keys = new ArrayList<>(left.keySet());
    right.keySet().stream().filter(key -> !left.containsKey(key)).forEach(keys::add);
    return keys.stream()
        .map(
            key ->
                new Difference(
                    texts.get("setting." + key),
                    left.getOrDefault(key, NONE),
                    right.getOrDefault(key, NONE)))
        .filter(difference -> !difference.first().equals(difference.second()))
        .toList();
  }

  /** What is known of a picture, by the keys of the texts. */
  private static Map<String, String> values(Memory memory) {
    Map<String, String> values = new LinkedHashMap<>();
    memory.model().ifPresent(model -> values.put("model", model));
    memory.request().ifPresent(request -> put(values, request));
    values.put("size", memory.width() + " × " + memory.height());
    return values;
  }

  private static void put(Map<String, String> values, GenerationRequest request) {
    values.put("prompt", request.prompt().isEmpty() ? NONE : request.prompt());
    values.put("negative", request.negativePrompt().isEmpty() ? NONE : request.negativePrompt());
    request.sampler().ifPresent(s -> values.put("sampler", s));
    request.karras().ifPresent(k -> values.put("karras", k ? "✓" : NONE));
    request.steps().ifPresent(n -> values.put("steps", Integer.toString(n)));
    request.guidanceScale().ifPresent(g -> values.put("guidance", number(g)));
    request.guidanceRescale().ifPresent(g -> values.put("rescale", number(g)));
    request.eta().ifPresent(e -> values.put("eta", number(e)));
    request.clipSkip().ifPresent(n -> values.put("clipSkip", Integer.toString(n)));
    request.seed().ifPresent(s -> values.put("seed", Long.toString(s)));
    request
        .variation()
        .ifPresent(v -> values.put("variation", v.seed() + " · " + number(v.strength())));
    request
        .start()
        .ifPresent(
            s -> {
              values.put("start", s.image().file().getFileName().toString());
              values.put("strength", number(s.strength()));
            });
    request
        .mask()
        .ifPresent(
            m -> values.put("mask", m.image().sha256().substring(0, 8) + " · " + m.feather()));
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
