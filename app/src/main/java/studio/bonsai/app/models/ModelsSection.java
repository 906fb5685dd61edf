// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.models;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import studio.bonsai.app.Section;
import studio.bonsai.app.jobs.FxBridge;
import studio.bonsai.app.models.catalogue.CataloguePage;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.ModelCatalogue;
import studio.bonsai.engine.ModelShelf;

/** Where models are looked at, added, renamed and removed. */
public final class ModelsSection implements Section, AutoCloseable {
  private final Texts texts = Texts.of(ModelsSection.class);
  private final InstalledModels installed;
  private final ModelsViewModel model;
  private final CataloguePage catalogue;
  private final Neighbours neighbours;
  private ModelsPane view;

  /**
   * What others do with models.
   *
   * @param use takes a model to draw with
   * @param show shows a folder on the desktop
   * @param newest the newest picture that was drawn with a model; may wait
   */
  public record Neighbours(
      Consumer<InstalledModel> use,
      Consumer<Path> show,
      Function<InstalledModel, Optional<Path>> newest) {}

  public ModelsSection(
      ModelShelf shelf,
      InstalledModels installed,
      ModelCatalogue catalogue,
      Executor background,
      Neighbours neighbours) {
    this.installed = installed;
    this.neighbours = neighbours;
    model = new ModelsViewModel(shelf, installed, background, FxBridge::run, neighbours.newest());
    this.catalogue = new CataloguePage(catalogue, background, installed.list(), installed::refresh);
  }

  @Override
  public String id() {
    return "models";
  }

  @Override
  public String title() {
    return texts.get("title");
  }

  @Override
  public Ikon icon() {
    return MaterialDesignC.CUBE_OUTLINE;
  }

  @Override
  public Node content() {
    return pane();
  }

  private ModelsPane pane() {
    if (view == null) {
      ModelsView shelf = new ModelsView(model, texts, neighbours, () -> pane().showCatalogue());
      view = new ModelsPane(texts, shelf, catalogue);
    }
    return view;
  }

  /** Shows what is installed as soon as this section is in view. */
  public void showInstalled() {
    pane().showInstalled();
  }

  /** Shows what can be fetched as soon as this section is in view. */
  public void showCatalogue() {
    pane().showCatalogue();
  }

  /** Models may have come or gone meanwhile. */
  @Override
  public void shown() {
    installed.refresh();
  }

  /** Downloads stop; the next start can go on with them. */
  @Override
  public void close() {
    catalogue.close();
  }
}
