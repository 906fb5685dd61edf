// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.GenerationRequestBuilder;
import studio.bonsai.engine.Provenance;

/** Turns the options of {@code generate} into requests. */
record JobList(
    RequestOptions request,
    DrawingOptions drawing,
    LoraOptions loras,
    StartOptions start,
    Optional<Likeness> like) {
  /**
   * @throws IllegalArgumentException when there is nothing to draw
   */
  List<Job> jobs() {
    List<String> prompts = request.prompts();
    like.ifPresent(this::checkStart);
    if (like.isEmpty() && prompts.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing to draw; give a prompt, as in: bonsai generate \"a red apple\"");
    }
    if (like.isPresent() && !changed() && like.get().provenance().isPresent()) {
      return List.of(repetition(like.get().provenance().get()));
    }
    if (prompts.isEmpty()) {
      return List.of(job(like.get().request()));
    }
    return prompts.stream().map(this::base).map(this::job).toList();
  }

  private void checkStart(Likeness likeness) {
    likeness.checkStart(start.isNamed());
    start.checkRemembered(likeness.file(), likeness.request());
  }

  private boolean changed() {
    return request.any() || drawing.any() || loras.any() || start.any();
  }

  /** The whole batch again, for the one picture: in another batch it might be rounded otherwise. */
  private static Job repetition(Provenance provenance) {
    return new Job(provenance.repetition(), OptionalInt.of(provenance.placeInBatch()));
  }

  private GenerationRequest base(String prompt) {
    return like.map(l -> l.request().toBuilder().prompt(prompt).build())
        .orElseGet(() -> GenerationRequest.of(prompt));
  }

  private Job job(GenerationRequest base) {
    GenerationRequestBuilder built = base.toBuilder();
    built.batch(1);
    request.seed().ifPresent(built::seed);
    request.count().ifPresent(built::count);
    request.batch().ifPresent(built::batch);
    drawing.apply(base, built);
    loras.apply(base, built);
    start.apply(base, built, like.flatMap(Likeness::strength));
    return new Job(built.build(), OptionalInt.empty());
  }
}
