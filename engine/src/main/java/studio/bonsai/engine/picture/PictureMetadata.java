// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.picture;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.Provenance;
import studio.bonsai.engine.RequestJson;

/**
 * What a PNG file remembers of its making.
 *
 * @param width in pixels
 * @param height in pixels
 * @param provenance when Bonsai made it
 * @param parameters when Bonsai, AUTOMATIC1111's web UI or one of its many kin made it
 */
public record PictureMetadata(
    int width, int height, Optional<Provenance> provenance, Optional<Parameters> parameters) {
  /** The name of Bonsai's own text, JSON in UTF-8. */
  public static final String KEYWORD = "bonsai";

  /**
   * @throws EngineException when the file is missing, no PNG, or damaged
   */
  public static PictureMetadata read(Path file) {
    PngTexts png = PngTexts.read(file);
    Map<String, String> texts = png.texts();
    return new PictureMetadata(
        png.width(),
        png.height(),
        Optional.ofNullable(texts.get(KEYWORD))
            .map(json -> RequestJson.readProvenance("What " + file + " remembers", json)),
        Optional.ofNullable(texts.get(Parameters.KEYWORD)).map(Parameters::parse));
  }

  /** The request that makes the picture, or one like it; empty when the picture remembers none. */
  public Optional<GenerationRequest> request() {
    return provenance
        .map(Provenance::request)
        .or(() -> parameters.map(ParametersOfRequest::request));
  }
}
