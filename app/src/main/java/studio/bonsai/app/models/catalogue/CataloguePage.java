// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.models.catalogue;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import studio.bonsai.app.jobs.Background;
import studio.bonsai.app.jobs.FxBridge;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.ModelCatalogue;

/** The part of the models' section where models are fetched. */
public final class CataloguePage implements AutoCloseable {
  private final Texts texts = Texts.of(CataloguePage.class);
  private final ExecutorService queue = Background.oneAfterAnother("downloads");
  private final CatalogueViewModel model;
  private CatalogueView view;

  /**
   * @param installed models on the shelf, in whatever form; when they change, it looks anew
   * @param whenInstalled another has come onto the shelf
   */
  public CataloguePage(
      ModelCatalogue catalogue,
      Executor background,
      ObservableList<?> installed,
      Runnable whenInstalled) {
    model =
        new CatalogueViewModel(
            Downloads.of(catalogue), queue, background, FxBridge::run, whenInstalled);
    installed.addListener((ListChangeListener<Object>) change -> model.refresh());
  }

  public String title() {
    return texts.get("title");
  }

  /** Built when it is first asked for, then always the same. */
  public Node content() {
    if (view == null) {
      view = new CatalogueView(model, texts);
      model.refresh();
    }
    return view;
  }

  @Override
  public void close() {
    model.pauseAll();
    queue.shutdown();
  }
}
