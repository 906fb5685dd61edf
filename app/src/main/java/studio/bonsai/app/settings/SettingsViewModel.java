// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.StringProperty;
import studio.bonsai.app.report.ProblemReport;
import studio.bonsai.app.store.Settings;
import studio.bonsai.app.theme.Theme;
import studio.bonsai.engine.MemoryMode;

/** What can be set for the whole studio. Every change counts at once, and is kept at once. */
final class SettingsViewModel {
  /** No machine that the studio runs on has more. */
  private static final int MOST_THREADS = 1024;

  private final Settings settings;
  private final ComputeChoice compute;
  private final Executor background;
  private final Supplier<ProblemReport> report;

  /**
   * @param report gathers what a report needs; may wait
   */
  SettingsViewModel(
      Settings settings,
      ComputeChoice compute,
      Executor background,
      Supplier<ProblemReport> report) {
    this.settings = settings;
    this.compute = compute;
    this.background = background;
    this.report = report;
  }

  ObjectProperty<Theme> theme() {
    return settings.choice("theme", Theme.class, Theme.SYSTEM);
  }

  /** "auto", "cpu" or "cuda:N". */
  StringProperty device() {
    return compute.device();
  }

  /** "auto", "FLOAT32" or "FLOAT16". */
  StringProperty precision() {
    return compute.precision();
  }

  ObjectProperty<MemoryMode> memory() {
    return compute.memory();
  }

  /** Empty for all cores, else a number. */
  StringProperty threads() {
    return compute.threads();
  }

  ObjectProperty<Boolean> previews() {
    return compute.previewProperty();
  }

  /** Empty for the usual one. */
  StringProperty picturesFolder() {
    return compute.picturesFolder();
  }

  /** Whether a text is a number of threads, or nothing. */
  static boolean isThreadCount(String text) {
    if (text.isBlank()) {
      return true;
    }
    try {
      int count = Integer.parseInt(text.strip());
      return count >= 1 && count <= MOST_THREADS;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /**
   * Whether pictures can go into a folder.
   *
   * @param text a path; nothing stands for the usual folder
   */
  static boolean isWritableFolder(String text) {
    if (text.isBlank()) {
      return true;
    }
    Path folder = Path.of(text);
    return folder.isAbsolute()
        && (Files.isDirectory(folder) ? Files.isWritable(folder) : !Files.exists(folder));
  }

  /** Writes a report beside everything else; fails with a sentence. */
  CompletableFuture<Path> report(Path zip, boolean prompts, boolean pictures) {
    return CompletableFuture.supplyAsync(
        () -> {
          report.get().write(zip, prompts, pictures);
          return zip;
        },
        background);
  }
}
