// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.models.catalogue;

import java.time.Duration;
import java.util.Optional;
import studio.bonsai.engine.CatalogueModel;
import studio.bonsai.engine.DownloadProgress;
import studio.bonsai.engine.ModelCatalogue;
import studio.bonsai.engine.Precision;

/**
 * A model of the catalogue and how far it is.
 *
 * @param precision that is fetched, or would be
 * @param progress of its download; empty before the first byte
 * @param problem why it stopped; empty when nothing is wrong
 */
record CatalogueEntry(
    CatalogueModel model,
    Stage stage,
    Precision precision,
    Optional<DownloadProgress> progress,
    String problem) {

  /** What can be done with it follows from this. */
  enum Stage {
    AVAILABLE,
    /** Behind others. */
    QUEUED,
    /** What there is to fetch. */
    ASKING,
    FETCHING,
    /** By the user, by a failure, or by the end of the program. */
    PAUSED,
    INSTALLED
  }

  static CatalogueEntry available(CatalogueModel model) {
    return new CatalogueEntry(model, Stage.AVAILABLE, Precision.FLOAT16, Optional.empty(), "");
  }

  static CatalogueEntry installed(CatalogueModel model) {
    return available(model).at(Stage.INSTALLED);
  }

  static CatalogueEntry begun(ModelCatalogue.Begun begun) {
    DownloadProgress progress =
        new DownloadProgress(
            begun.done(),
            begun.total(),
            0,
            Optional.empty(),
            DownloadProgress.Phase.FETCHING,
            Duration.ZERO);
    return new CatalogueEntry(
        begun.model(), Stage.PAUSED, begun.precision(), Optional.of(progress), "");
  }

  CatalogueEntry at(Stage next) {
    return new CatalogueEntry(model, next, precision, progress, "");
  }

  CatalogueEntry with(Precision other) {
    return new CatalogueEntry(model, stage, other, progress, problem);
  }

  CatalogueEntry with(DownloadProgress now) {
    return new CatalogueEntry(model, Stage.FETCHING, precision, Optional.of(now), "");
  }

  CatalogueEntry stopped(String reason) {
    Stage next = progress.isPresent() ? Stage.PAUSED : Stage.AVAILABLE;
    return new CatalogueEntry(model, next, precision, progress, reason);
  }

  /** Whether it is being fetched, or about to be. */
  boolean isRunning() {
    return stage == Stage.QUEUED || stage == Stage.ASKING || stage == Stage.FETCHING;
  }
}
