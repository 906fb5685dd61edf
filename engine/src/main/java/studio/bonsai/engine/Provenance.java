// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.util.Objects;
import java.util.Optional;

/**
 * How a picture came to be: enough to make it again.
 *
 * @param request resolved, for this picture alone: its own seed, a count of 1; its batch is the
 *     number of pictures computed at once, for a batch of another size may round differently
 * @param placeInBatch which of them this is, from 0
 * @param model the model's name
 * @param modelFingerprint tells models of the same name apart
 * @param version of this program
 * @param computation empty where nobody recorded it
 */
public record Provenance(
    GenerationRequest request,
    int placeInBatch,
    String model,
    String modelFingerprint,
    String version,
    Optional<Computation> computation) {
  public Provenance {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(modelFingerprint, "modelFingerprint");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(computation, "computation");
    Objects.checkIndex(placeInBatch, request.batch());
    if (request.count() != 1 || request.seed().isEmpty() || request.size().isEmpty()) {
      throw new IllegalArgumentException(
          "a picture's request is resolved and asks for one picture");
    }
  }

  /** What one picture of a run comes from, by this program. */
  public static Provenance of(
      GenerationRequest resolved, int index, int firstOfBatch, int batch, ModelInfo model) {
    return new Provenance(
        resolved.forPicture(index).toBuilder().batch(batch).build(),
        index - firstOfBatch,
        model.name(),
        model.fingerprint(),
        ProgramVersion.get(),
        Optional.empty());
  }

  /** The same, with how it was computed. */
  public Provenance computed(Computation how) {
    return new Provenance(
        request, placeInBatch, model, modelFingerprint, version, Optional.of(how));
  }

  /** Whether both are of one picture, however each was computed. */
  public boolean isOfSamePicture(Provenance other) {
    return withoutComputation().equals(other.withoutComputation());
  }

  private Provenance withoutComputation() {
    return new Provenance(
        request, placeInBatch, model, modelFingerprint, version, Optional.empty());
  }

  /**
   * The request whose picture at {@link #placeInBatch()} is this picture, to the byte: the whole
   * batch that it was computed in. How to compute it is told by {@link #computation()}.
   */
  public GenerationRequest repetition() {
    return request.movedBy(-placeInBatch).toBuilder().count(request.batch()).build();
  }
}
