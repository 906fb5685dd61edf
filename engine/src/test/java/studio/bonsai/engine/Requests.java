// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Requests, models and pictures for tests. */
public final class Requests {
  private static final String HASH = "0123456789abcdef".repeat(4);

  private Requests() {}

  public static final ModelDefaults DEFAULTS =
      new ModelDefaults(new ImageSize(64, 64), 25, 2, 0, "ddim", false, 0, 1);

  public static ModelInfo model() {
    return new ModelInfo(
        "Toy", Path.of("toy"), "a toy", 1234, "feedc0ffee1234", DEFAULTS, List.of("ddim", "pndm"));
  }

  /** Every value another than its default. */
  public static GenerationRequest full() {
    return GenerationRequest.builder("a red apple,\n\"ripe\": été 🍎")
        .negativePrompt("blurry, \\ (bad:1.2)")
        .size(new ImageSize(64, 128))
        .steps(20)
        .guidanceScale(3.5)
        .guidanceRescale(0.7)
        .sampler("dpm++2m")
        .karras(true)
        .eta(0.3)
        .clipSkip(2)
        .seed(-7)
        .variation(new Variation(0, 0.25))
        .start(new StartImage(new SourceImage(Path.of("in.png"), HASH), 0.6))
        .mask(new InpaintMask(new SourceImage(Path.of("mask.png"), HASH), 4))
        .count(3)
        .batch(2)
        .build();
  }

  /** A picture whose colours follow from its seed. */
  public static GeneratedImage picture(GenerationRequest request, int index) {
    Provenance provenance =
        Provenance.of(request.resolve(DEFAULTS, () -> 42), index, index, 1, model());
    return new GeneratedImage(
        pixels(provenance.request()), provenance, index, Duration.ofMillis(5));
  }

  public static Pixels pixels(GenerationRequest resolved) {
    ImageSize size = resolved.size().orElseThrow();
    byte[] rgb = new byte[3 * size.width() * size.height()];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i * (3 + resolved.seed().orElseThrow()));
    }
    return new Pixels(size.width(), size.height(), rgb);
  }
}
