// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.Property;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.StringProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.bonsai.app.store.Settings;
import studio.bonsai.engine.DeviceName;
import studio.bonsai.engine.EngineOptions;
import studio.bonsai.engine.MemoryMode;
import studio.bonsai.engine.Precision;

/**
 * What the settings say of how to draw and where to keep it. To be made, and changed, where
 * settings may be; to be asked by any thread.
 */
public final class ComputeChoice {
  private static final Logger LOG = LoggerFactory.getLogger(ComputeChoice.class);

  private final StringProperty device;
  private final StringProperty precision;
  private final StringProperty threads;
  private final ObjectProperty<MemoryMode> memory;
  private final ObjectProperty<Boolean> previews;
  private final StringProperty pictures;
  private final Path usualPictures;
  private final ReadOnlyObjectWrapper<EngineOptions> optionsProperty =
      new ReadOnlyObjectWrapper<>();
  private volatile EngineOptions options;
  private volatile boolean isPreviewing;
  private volatile Path folder;

  /**
   * @param usualPictures where pictures go unless the user says otherwise
   */
  public ComputeChoice(Settings settings, Path usualPictures) {
    this.usualPictures = usualPictures;
    device = settings.text("compute.device", "auto");
    precision = settings.text("compute.precision", "auto");
    threads = settings.text("compute.threads", "");
    memory = settings.choice("compute.memory", MemoryMode.class, MemoryMode.BALANCED);
    previews = settings.flag("previews", true);
    pictures = settings.text("folders.pictures", "");
    for (Property<?> property : List.of(device, precision, threads, memory, previews, pictures)) {
      property.addListener((p, before, now) -> read());
    }
    read();
  }

  /** "auto", "cpu" or "cuda:N". */
  StringProperty device() {
    return device;
  }

  /** "auto", "FLOAT32" or "FLOAT16". */
  StringProperty precision() {
    return precision;
  }

  /** Empty for all cores, else a number. */
  StringProperty threads() {
    return threads;
  }

  ObjectProperty<MemoryMode> memory() {
    return memory;
  }

  ObjectProperty<Boolean> previewProperty() {
    return previews;
  }

  /** Empty for the usual one. */
  StringProperty picturesFolder() {
    return pictures;
  }

  private void read() {
    options = readOptions();
    optionsProperty.set(options);
    isPreviewing = previews.get();
    folder = pictures.get().isBlank() ? usualPictures : Path.of(pictures.get());
  }

  /** Previews are always on offer: whether they are looked at may change while a model is open. */
  private EngineOptions readOptions() {
    try {
      return new EngineOptions(
          DeviceName.parse(device.get()),
          precision.get().equals("auto")
              ? Optional.empty()
              : Optional.of(Precision.valueOf(precision.get())),
          memory.get(),
          threads.get().isBlank()
              ? OptionalInt.empty()
              : OptionalInt.of(Integer.parseInt(threads.get().strip())),
          true);
    } catch (IllegalArgumentException e) {
      LOG.warn("the settings ask for the impossible", e);
      return new EngineOptions(
          Optional.empty(), Optional.empty(), memory.get(), OptionalInt.empty(), true);
    }
  }

  /** How to open models; for the thread that changes settings. */
  public ReadOnlyObjectProperty<EngineOptions> optionsProperty() {
    return optionsProperty.getReadOnlyProperty();
  }

  /** How to open models. */
  public EngineOptions options() {
    return options;
  }

  /** Whether the user wants to see pictures as they grow. */
  public boolean isPreviewing() {
    return isPreviewing;
  }

  /** Where finished pictures go. */
  public Path pictures() {
    return folder;
  }
}
