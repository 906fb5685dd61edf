// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.models;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import studio.bonsai.app.Section;
import studio.bonsai.app.jobs.FxBridge;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.ModelShelf;

/** Where models are looked at, added, renamed and removed. */
public final class ModelsSection implements Section {
  private final Texts texts = Texts.of(ModelsSection.class);
  private final InstalledModels installed;
  private final ModelsViewModel model;
  private final Consumer<InstalledModel> use;
  private final Consumer<Path> show;
  private ModelsView view;

  /**
   * @param use takes a model to draw with
   * @param show shows a folder on the desktop
   */
  public ModelsSection(
      ModelShelf shelf,
      InstalledModels installed,
      Executor background,
      Consumer<InstalledModel> use,
      Consumer<Path> show) {
    this.installed = installed;
    this.use = use;
    this.show = show;
    model = new ModelsViewModel(shelf, installed, background, FxBridge::run);
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
    if (view == null) {
      view = new ModelsView(model, texts, use, show);
    }
    return view;
  }

  /** Models may have come or gone meanwhile. */
  @Override
  public void shown() {
    installed.refresh();
  }
}
