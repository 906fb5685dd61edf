// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.nio.file.Path;
import java.util.Optional;
import studio.bonsai.engine.Computation;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.ModelInfo;
import studio.bonsai.engine.ModelShelf;
import studio.bonsai.engine.Provenance;
import studio.bonsai.engine.picture.ParametersOfRequest;
import studio.bonsai.engine.picture.PictureMetadata;

/**
 * A picture that others shall be like.
 *
 * @param file that it was read from
 * @param request that made it, as far as it tells
 * @param provenance when Bonsai made it
 * @param model that drew it, by its name, if it tells
 * @param strength at which it was drawn from a picture that it does not tell, if it was
 */
record Likeness(
    Path file,
    GenerationRequest request,
    Optional<Provenance> provenance,
    Optional<String> model,
    Optional<Double> strength) {
  static Likeness read(Path file) {
    PictureMetadata metadata = PictureMetadata.read(file);
    GenerationRequest request =
        metadata
            .request()
            .orElseThrow(
                () -> new EngineException(file + " does not tell how it was made; give a prompt."));
    Optional<Provenance> provenance = metadata.provenance();
    return new Likeness(
        file,
        request,
        provenance,
        provenance
            .map(Provenance::model)
            .or(() -> metadata.parameters().map(p -> p.settings().get("Model"))),
        provenance.isPresent()
            ? Optional.empty()
            : metadata.parameters().flatMap(ParametersOfRequest::strengthOfLostStart));
  }

  /** How it was computed, if it tells. */
  Optional<Computation> computation() {
    return provenance.flatMap(Provenance::computation);
  }

  /**
   * @throws EngineException when it was drawn from a picture that nobody names
   */
  void checkStart(boolean named) {
    if (strength.isPresent() && !named) {
      throw new EngineException(
          file
              + " was drawn from another picture, at a strength of "
              + strength.get()
              + ", and does not hold it; name that picture with --init.");
    }
  }

  /**
   * The name of the model that drew it; empty if it does not tell.
   *
   * @throws EngineException when that model is not installed
   */
  Optional<String> modelOn(ModelShelf shelf) {
    if (model.isPresent() && !shelf.has(model.get())) {
      throw new EngineException(
          file
              + " was drawn by the model "
              + model.get()
              + ", which is not installed; name that model's path, or another one, with --model.");
    }
    return model;
  }

  /** What to tell when another model is about to draw. */
  Optional<String> warning(ModelInfo model) {
    return provenance
        .filter(p -> !p.modelFingerprint().equals(model.fingerprint()))
        .map(
            p ->
                String.format(
                    "bonsai: %s was drawn by the model %s (%s), not by this %s (%s): the result"
                        + " will differ.",
                    file, p.model(), p.modelFingerprint(), model.name(), model.fingerprint()));
  }
}
