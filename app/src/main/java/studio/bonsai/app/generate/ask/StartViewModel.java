// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.ask;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import studio.bonsai.app.jobs.ForeseenFailure;
import studio.bonsai.app.store.Settings;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.GenerationRequestBuilder;
import studio.bonsai.engine.InpaintMask;
import studio.bonsai.engine.MaskFiles;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.SourceImage;
import studio.bonsai.engine.StartImage;

/** The picture to start from, and where it is painted anew. */
public final class StartViewModel {
  private final Executor background;
  private final Consumer<Runnable> fxThread;
  private final Path masks;
  private final ObjectProperty<Optional<SourceImage>> kept;
  private final ReadOnlyObjectWrapper<Optional<SourceImage>> picture =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ObjectProperty<Optional<InpaintMask>> mask;
  private final Field<Double> strength;
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

  /**
   * @param masks the folder that painted masks go to
   * @param background reads files
   * @param fxThread runs something where properties may change
   */
  public StartViewModel(
      Settings settings, Path masks, Executor background, Consumer<Runnable> fxThread) {
    this.masks = masks;
    this.background = background;
    this.fxThread = fxThread;
    kept =
        settings.value(
            "generate.start", Optional.empty(), KeptFiles::readPicture, KeptFiles::writePicture);
    mask =
        settings.value(
            "generate.mask", Optional.empty(), KeptFiles::readMask, KeptFiles::writeMask);
    strength = new Numbers(settings).decimal("generate.strength", 0, 1);
    kept.get().ifPresent(before -> open(before.file(), mask.get()));
  }

  Path masks() {
    return masks;
  }

  /** Empty when pictures are drawn from nothing. */
  public ReadOnlyObjectProperty<Optional<SourceImage>> pictureProperty() {
    return picture.getReadOnlyProperty();
  }

  ObjectProperty<Optional<InpaintMask>> maskProperty() {
    return mask;
  }

  Field<Double> strength() {
    return strength;
  }

  /** Why a picture could not be taken, in a sentence; empty when all is well. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Whether it hinders drawing. */
  public ReadOnlyStringProperty strengthProblemProperty() {
    return strength.problemProperty();
  }

  /** Whatever changes a request. */
  public Stream<Observable> inputs() {
    return Stream.of(picture, mask, strength.valueProperty());
  }

  /** Takes a picture; a mask for another one goes. */
  public void choose(Path file) {
    open(file, Optional.empty());
  }

  private void open(Path file, Optional<InpaintMask> with) {
    background.execute(
        () -> {
          try {
            SourceImage source = SourceImage.of(file);
            Pixels seen = MaskFiles.picture(file);
            fxThread.accept(() -> take(source, seen.width() > 0 ? with : Optional.empty()));
          } catch (EngineException | IllegalArgumentException e) {
            fxThread.accept(() -> problem.set(ForeseenFailure.sentence(e)));
          }
        });
  }

  private void take(SourceImage source, Optional<InpaintMask> with) {
    problem.set("");
    kept.set(Optional.of(source));
    picture.set(Optional.of(source));
    mask.set(with);
  }

  public void remove() {
    problem.set("");
    kept.set(Optional.empty());
    picture.set(Optional.empty());
    mask.set(Optional.empty());
  }

  /** Takes over what a request starts from. */
  public void take(GenerationRequest request) {
    remove();
    strength.clear();
    request
        .start()
        .ifPresent(
            start -> {
              strength.set(start.strength());
              open(start.image().file(), request.mask());
            });
  }

  /** Puts picture, strength and mask into a request. */
  public void fill(GenerationRequestBuilder request) {
    picture
        .get()
        .ifPresent(
            source -> {
              request.start(
                  new StartImage(source, strength.value().orElse(StartImage.DEFAULT_STRENGTH)));
              mask.get().ifPresent(request::mask);
            });
  }
}
