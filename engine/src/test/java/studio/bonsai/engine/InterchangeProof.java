// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import studio.bonsai.engine.kernels.LibTorch;

/**
 * Run by hand through {@code src/reference/interchange.sh}: draws what {@code interchange.py} drew
 * with diffusers and prints a row of the table in {@code src/site/markdown/full-size-proof.md}.
 */
final class InterchangeProof {
  private static final double DECIBELS = 40;

  private InterchangeProof() {}

  /**
   * Exits with 1 where a picture is below 40 dB.
   *
   * @param arguments the model, the file that interchange.py wrote, and how to call the row
   */
  public static void main(String[] arguments) {
    List<Likeness> pictures = new ArrayList<>();
    try (NDManager manager = LibTorch.newManager(Compute.cpu());
        ReferenceTensors reference = ReferenceTensors.open(manager, Path.of(arguments[1]));
        Engine engine = Engine.open(Path.of(arguments[0]), EngineOptions.defaults())) {
      JsonNode prompts = reference.config().get("prompts");
      for (int i = 0; i < prompts.size(); i++) {
        GenerationRequest request = request(reference.config(), prompts.get(i).asText(), i);
        Pixels made = Drawing.pictures(engine, request).get(0).pixels();
        pictures.add(Likeness.of(reference.get(String.valueOf(i)).toByteArray(), made));
      }
    }
    Likeness worst =
        pictures.stream().min(Comparator.comparingDouble(Likeness::decibels)).orElseThrow();
    int largest = pictures.stream().mapToInt(Likeness::largest).max().orElseThrow();
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %.1f dB | %d |%n",
        arguments[2],
        pictures.size(),
        worst.decibels(),
        largest);
    System.exit(worst.decibels() >= DECIBELS ? 0 : 1);
  }

  private static GenerationRequest request(JsonNode how, String prompt, int seed) {
    return GenerationRequest.builder(prompt)
        .size(new ImageSize(how.get("width").asInt(), how.get("height").asInt()))
        .steps(how.get("steps").asInt())
        .guidanceScale(how.get("guidance").asDouble())
        .seed(seed)
        .build();
  }
}
