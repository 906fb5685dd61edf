// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import studio.bonsai.engine.GeneratedImage;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.ModelDefaults;
import studio.bonsai.engine.ModelInfo;
import studio.bonsai.engine.PictureFiles;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.Provenance;

/** Pictures that no model drew: hills of colours that follow from the request. */
public final class Pictures {
  public static final ModelDefaults DEFAULTS =
      ModelDefaults.stableDiffusion(new ImageSize(64, 64), "ddim", false);

  private Pictures() {}

  public static ModelInfo model(String name) {
    return new ModelInfo(
        name, Path.of(name), "a toy", 1234, "feedc0ffee1234", DEFAULTS, List.of("ddim", "pndm"));
  }

  public static Path add(Path folder, GenerationRequest request) {
    return PictureFiles.add(folder, of(request, model("Toy")));
  }

  public static GeneratedImage of(GenerationRequest request, ModelInfo model) {
    GenerationRequest resolved = request.resolve(DEFAULTS, () -> 42);
    return new GeneratedImage(
        pixels(resolved), Provenance.of(resolved, 0, 0, 1, model), 0, Duration.ofSeconds(2));
  }

  static Pixels pixels(GenerationRequest request) {
    int width = request.size().orElseThrow().width();
    int height = request.size().orElseThrow().height();
    double phase = request.seed().orElseThrow() % 97 + request.guidanceScale().orElseThrow() / 3;
    double waves = 2 + request.steps().orElseThrow() / 10.0;
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      double x = (double) (i / 3 % width) / width;
      int row = i / 3 / width;
      double y = (double) row / height;
      double hill = 0.6 + 0.15 * Math.sin(waves * x + phase) + 0.05 * Math.sin(9 * x + 2 * phase);
      double light = y > hill ? 0.35 - 0.2 * (y - hill) : 0.9 - 0.5 * y;
      double tint = 0.75 + 0.25 * Math.sin(phase + i % 3 * 1.3);
      rgb[i] = (byte) (255 * light * tint);
    }
    return new Pixels(width, height, rgb);
  }
}
