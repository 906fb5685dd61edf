// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.settings;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import studio.bonsai.app.jobs.ForeseenFailure;
import studio.bonsai.engine.DownloadSettings;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.ModelCatalogue;

/**
 * How models are fetched. The engine keeps these settings, for the command line goes by them too;
 * every change is kept at once.
 */
final class DownloadsViewModel {
  private final ModelCatalogue catalogue;
  private final Executor background;
  private final Consumer<Runnable> fxThread;
  private final StringProperty mirror = new SimpleStringProperty("");
  private final StringProperty proxy = new SimpleStringProperty("");
  private final ReadOnlyBooleanWrapper known = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyBooleanWrapper hasToken = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper complaint = new ReadOnlyStringWrapper("");
  private final AtomicReference<DownloadSettings> latest =
      new AtomicReference<>(DownloadSettings.usual());
  private final AtomicReference<String> newToken = new AtomicReference<>("");

  /**
   * @param fxThread runs something where properties may change
   */
  DownloadsViewModel(ModelCatalogue catalogue, Executor background, Consumer<Runnable> fxThread) {
    this.catalogue = catalogue;
    this.background = background;
    this.fxThread = fxThread;
    mirror.addListener((p, before, now) -> keep());
    proxy.addListener((p, before, now) -> keep());
    beside(this::read);
  }

  private void read() {
    try {
      DownloadSettings kept = catalogue.settings();
      boolean there = catalogue.hasToken();
      fxThread.accept(() -> take(kept, there));
    } finally {
      fxThread.accept(() -> known.set(true));
    }
  }

  private void take(DownloadSettings kept, boolean there) {
    mirror.set(kept.hub().equals(DownloadSettings.USUAL_HUB) ? "" : kept.hub().toString());
    proxy.set(kept.proxy().orElse(""));
    hasToken.set(there);
  }

  /** Whether it is known by now what is set: nothing else can be set before. */
  ReadOnlyBooleanProperty knownProperty() {
    return known.getReadOnlyProperty();
  }

  /** Empty for Hugging Face itself. */
  StringProperty mirror() {
    return mirror;
  }

  /** Empty for the system's. */
  StringProperty proxy() {
    return proxy;
  }

  ReadOnlyBooleanProperty hasTokenProperty() {
    return hasToken.getReadOnlyProperty();
  }

  /** Why the last change was not kept; empty when it was. */
  ReadOnlyStringProperty complaintProperty() {
    return complaint.getReadOnlyProperty();
  }

  static boolean isMirror(String text) {
    return isValid(text, "");
  }

  static boolean isProxy(String text) {
    return isValid("", text);
  }

  private static boolean isValid(String mirror, String proxy) {
    try {
      DownloadSettings unused = DownloadSettings.parse(mirror, proxy);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static boolean isToken(String text) {
    return text.strip().matches("[!-~]*");
  }

  /** What is newest when it is written counts: tasks may overtake each other. */
  private void keep() {
    if (!known.get()) {
      return;
    }
    DownloadSettings now = DownloadSettings.parse(mirror.get(), proxy.get());
    latest.set(now);
    beside(() -> catalogue.keep(latest.get()));
  }

  /** Keeps a token in place of the last one; an empty one is forgotten. */
  void keepToken(String token) {
    newToken.set(token);
    beside(
        () -> {
          catalogue.keepToken(newToken.get());
          boolean there = catalogue.hasToken();
          fxThread.accept(() -> hasToken.set(there));
        });
  }

  private void beside(Runnable task) {
    complaint.set("");
    background.execute(
        () -> {
          try {
            task.run();
          } catch (EngineException | IllegalArgumentException e) {
            fxThread.accept(() -> complaint.set(ForeseenFailure.sentence(e)));
          }
        });
  }
}
