// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.models.catalogue;

import java.util.List;
import java.util.function.Consumer;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.CatalogueModel;
import studio.bonsai.engine.DownloadProgress;
import studio.bonsai.engine.ModelCatalogue;
import studio.bonsai.engine.ModelLicence;
import studio.bonsai.engine.Precision;

/**
 * What the catalogue's page asks of the engine; tests put a fake in its place. All calls may take
 * long, and may throw an {@link studio.bonsai.engine.EngineException} with a sentence.
 */
interface Downloads {
  List<CatalogueModel> models();

  boolean isInstalled(CatalogueModel model);

  List<ModelCatalogue.Begun> begun();

  boolean isAgreed(ModelLicence licence);

  void agree(ModelLicence licence);

  void discard(CatalogueModel model);

  /** See {@link studio.bonsai.engine.ModelDownload#install}. */
  void fetch(
      CatalogueModel model,
      Precision precision,
      Consumer<DownloadProgress> progress,
      CancelToken cancel);

  /** Those of this machine. */
  static Downloads of(ModelCatalogue catalogue) {
    return new CatalogueDownloads(catalogue);
  }
}
