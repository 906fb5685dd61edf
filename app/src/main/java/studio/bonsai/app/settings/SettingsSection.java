// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import studio.bonsai.app.Section;
import studio.bonsai.app.jobs.FxBridge;
import studio.bonsai.app.report.ProblemReport;
import studio.bonsai.app.store.Settings;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.ComputeRuntime;
import studio.bonsai.engine.ModelCatalogue;

/** Where the studio itself is set. */
public final class SettingsSection implements Section {
  private final Texts texts = Texts.of(SettingsSection.class);
  private final SettingsViewModel model;
  private final RuntimeViewModel runtime;
  private final DownloadsViewModel downloads;
  private final Path usualPictures;
  private SettingsView view;

  /**
   * @param report gathers what a report needs; may wait
   */
  public SettingsSection(
      Settings settings,
      ComputeChoice compute,
      ModelCatalogue catalogue,
      Executor background,
      Path usualPictures,
      Supplier<ProblemReport> report) {
    model = new SettingsViewModel(settings, compute, background, report);
    runtime =
        new RuntimeViewModel(
            GraphicsCards.of(ComputeRuntime.ofThisMachine()), background, FxBridge::run);
    downloads = new DownloadsViewModel(catalogue, background, FxBridge::run);
    this.usualPictures = usualPictures;
  }

  @Override
  public String id() {
    return "settings";
  }

  @Override
  public String title() {
    return texts.get("title");
  }

  @Override
  public Ikon icon() {
    return MaterialDesignC.COG_OUTLINE;
  }

  @Override
  public Node content() {
    if (view == null) {
      view =
          new SettingsView(
              model,
              texts,
              usualPictures,
              runtime.gpus(),
              List.of(
                  new RuntimeGroup(runtime, texts).node(),
                  new DownloadsGroup(downloads, texts).node(),
                  new HelpGroup(model, texts).node()));
    }
    return view;
  }

  @Override
  public void shown() {
    runtime.look();
  }
}
