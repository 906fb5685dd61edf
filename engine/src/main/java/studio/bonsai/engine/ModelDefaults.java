// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a model likes to be asked: what a request leaves open. A model folder says it in {@code
 * bonsai.json}, beside diffusers' own files.
 *
 * @param sampler by its short name
 * @param clipSkip 1 is the last layer of the text encoder
 */
public record ModelDefaults(
    ImageSize size,
    int steps,
    double guidanceScale,
    double guidanceRescale,
    String sampler,
    boolean karras,
    double eta,
    int clipSkip) {
  /** The file in a model folder. */
  public static final String FILE = "bonsai.json";

  public ModelDefaults {
    Ranges.check("steps", steps, 1, 1000);
    Ranges.check("guidance scale", guidanceScale, 0, 100);
    Ranges.check("guidance rescale", guidanceRescale, 0, 1);
    Ranges.check("eta", eta, 0, 1);
    Ranges.check("clip skip", clipSkip, 1, 32);
  }

  /**
   * diffusers' defaults of StableDiffusionPipeline: 50 steps, guidance 7.5.
   *
   * @param size that the model was trained for
   * @param sampler that its scheduler_config.json names
   * @param karras what that file says of its noise levels
   */
  public static ModelDefaults stableDiffusion(ImageSize size, String sampler, boolean karras) {
    return new ModelDefaults(size, 50, 7.5, 0, sampler, karras, 0, 1);
  }

  /**
   * The defaults that a model folder states; what it does not state stays as here.
   *
   * @throws EngineException when its bonsai.json is damaged
   */
  public ModelDefaults overriddenBy(Path modelFolder) {
    Path file = modelFolder.resolve(FILE);
    if (!Files.exists(file)) {
      return this;
    }
    JsonFields fields =
        JsonFields.read(file).object("defaults").orElse(JsonFields.empty(file.toString()));
    try {
      return new ModelDefaults(
          new ImageSize(
              fields.integer("width").orElse(size.width()),
              fields.integer("height").orElse(size.height())),
          fields.integer("steps").orElse(steps),
          fields.number("guidanceScale").orElse(guidanceScale),
          fields.number("guidanceRescale").orElse(guidanceRescale),
          fields.text("sampler").orElse(sampler),
          fields.flag("karras").orElse(karras),
          fields.number("eta").orElse(eta),
          fields.integer("clipSkip").orElse(clipSkip));
    } catch (IllegalArgumentException e) {
      throw new EngineException(file + " asks for the impossible: " + e.getMessage() + ".", e);
    }
  }
}
