// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.Likeness;
import studio.bonsai.engine.MemoryMode;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.ResidentMemory;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.kernels.WeightLayout;
import studio.bonsai.engine.weights.ModelFolder;

/**
 * Run by hand through {@code src/reference/full_size.sh}: draws what {@code full_size.py} drew with
 * diffusers and prints a row of the table in {@code src/site/markdown/full-size-proof.md}.
 */
final class FullSizeProof {
  private static final double TOLERANCE = 1e-4;
  private static final double DECIBELS = 40;

  private final ReferenceTensors reference;
  private final JsonNode facts;
  private double worst;
  private double last;

  private FullSizeProof(ReferenceTensors reference) {
    this.reference = reference;
    this.facts = reference.config();
  }

  /**
   * Exits with 1 where a latent is further from diffusers' than 1e-4 or the picture below 40 dB.
   *
   * @param arguments the model folder, the file that full_size.py wrote, how to call the row, and
   *     the layout of the weights if not the one that {@code bonsai} takes by itself
   */
  public static void main(String[] arguments) {
    boolean proven;
    try (NDManager manager = LibTorch.newManager(Compute.cpu());
        ReferenceTensors reference = ReferenceTensors.open(manager, Path.of(arguments[1]))) {
      proven =
          new FullSizeProof(reference)
              .compare(manager, Path.of(arguments[0]), arguments[2], layout(arguments));
    }
    System.exit(proven ? 0 : 1);
  }

  private boolean compare(NDManager manager, Path folder, String name, WeightLayout layout) {
    try (DiffusionModel model =
            new DiffusionModel(ModelFolder.open(folder), Compute.cpu(), manager, layout);
        NDManager scope = manager.newSubManager()) {
      PictureMaker maker = new PictureMaker(model, MemoryMode.BALANCED, false);
      GenerationRequest request =
          request().resolve(model.info().defaults(), () -> facts.get("seed").asLong());
      long began = System.nanoTime();
      NDArray latent =
          maker.latent(
              scope,
              List.of(request),
              Optional.empty(),
              phase -> {},
              (done, total, now, original) -> compare(now, done),
              CancelToken.none());
      Likeness likeness =
          Likeness.of(
              reference.get("picture").toByteArray(),
              new PictureDecoder(model, MemoryMode.BALANCED).decode(latent).get(0));
      print(name, likeness, (System.nanoTime() - began) / 1e9);
      return worst <= TOLERANCE && likeness.decibels() >= DECIBELS;
    }
  }

  private static WeightLayout layout(String[] arguments) {
    return arguments.length > 3 ? WeightLayout.valueOf(arguments[3]) : WeightLayout.BALANCED;
  }

  private GenerationRequest request() {
    int side = facts.get("size").asInt();
    return GenerationRequest.builder(facts.get("prompt").asText())
        .negativePrompt(facts.get("negative").asText())
        .size(new ImageSize(side, side))
        .steps(facts.get("steps").asInt())
        .guidanceScale(facts.get("guidance").asDouble())
        .build();
  }

  private void compare(NDArray latent, int done) {
    try (NDArray expected = reference.get("latents").get((done - 1) + ":" + done)) {
      last = ReferenceTensors.relativeError(expected, latent);
      worst = Math.max(worst, last);
      System.err.printf(
          Locale.ROOT,
          "step %d: deviation %.3f, relative error %.1e%n",
          done,
          deviation(latent),
          last);
    }
  }

  private static double deviation(NDArray latent) {
    double squares = 0;
    double sum = 0;
    float[] values = latent.toFloatArray();
    for (float value : values) {
      sum += value;
      squares += value * value;
    }
    double mean = sum / values.length;
    return Math.sqrt(squares / values.length - mean * mean);
  }

  private void print(String name, Likeness likeness, double seconds) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %.1e | %.1e | %.1f dB | %d | %.0f s | %.0f s | %.1f GiB | %.1f GiB |%n",
        name,
        worst,
        last,
        likeness.decibels(),
        likeness.largest(),
        seconds,
        facts.get("seconds").asDouble(),
        ResidentMemory.peak() / 1024,
        facts.get("peakGiB").asDouble());
  }
}
