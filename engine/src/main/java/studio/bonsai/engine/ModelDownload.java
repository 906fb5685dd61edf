// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.nio.file.Path;
import java.util.function.Consumer;
import studio.bonsai.engine.library.ModelFetch;

/**
 * A model that can be fetched: from where, how large, and in which precision. To be shown to the
 * user before anything is fetched.
 */
public final class ModelDownload {
  private final ModelCatalogue catalogue;
  private final CatalogueModel model;
  private final ModelFetch fetch;

  ModelDownload(ModelCatalogue catalogue, CatalogueModel model, ModelFetch fetch) {
    this.catalogue = catalogue;
    this.model = model;
    this.fetch = fetch;
  }

  public CatalogueModel model() {
    return model;
  }

  /** The address that it is fetched from. */
  public String source() {
    return fetch.source();
  }

  /** To fetch, all in all, and on the disk. */
  public long bytes() {
    return fetch.bytes();
  }

  /** Bytes that an earlier attempt left. */
  public long present() {
    return fetch.present();
  }

  /** What the hub has; perhaps not what was wished for. */
  public Precision precision() {
    return fetch.precision();
  }

  /** Whether there are no safetensors: pickles are read, but nothing in them is run. */
  public boolean hasPickles() {
    return fetch.hasPickles();
  }

  /**
   * Fetches what is missing, checks all of it, and puts it onto the shelf.
   *
   * @return the model's folder, which appears only when it is complete
   * @throws EngineException when its licence was not agreed to, the disk is too small or full, the
   *     hub refuses or breaks off, or what came is damaged
   * @throws java.util.concurrent.CancellationException as soon as it is cancelled; what came stays,
   *     and the next call goes on
   */
  public Path install(Consumer<DownloadProgress> listener, CancelToken cancel) {
    catalogue.checkAgreed(model.licence());
    Path target = catalogue.shelf().placeFor(model.name());
    return fetch.install(target, ModelDownload::check, listener, cancel);
  }

  private static void check(Path folder) {
    Inspection unused = Engine.inspect(folder);
  }
}
