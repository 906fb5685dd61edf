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

/** Downloads as the engine's catalogue makes them. */
record CatalogueDownloads(ModelCatalogue catalogue) implements Downloads {
  @Override
  public List<CatalogueModel> models() {
    return catalogue.models();
  }

  @Override
  public boolean isInstalled(CatalogueModel model) {
    return catalogue.isInstalled(model);
  }

  @Override
  public List<ModelCatalogue.Begun> begun() {
    return catalogue.begun();
  }

  @Override
  public boolean isAgreed(ModelLicence licence) {
    return catalogue.isAgreed(licence);
  }

  @Override
  public void agree(ModelLicence licence) {
    catalogue.agree(licence);
  }

  @Override
  public void discard(CatalogueModel model) {
    catalogue.discard(model);
  }

  @Override
  public void fetch(
      CatalogueModel model,
      Precision precision,
      Consumer<DownloadProgress> progress,
      CancelToken cancel) {
    var unused = catalogue.ask(model, precision, cancel).install(progress, cancel);
  }
}
