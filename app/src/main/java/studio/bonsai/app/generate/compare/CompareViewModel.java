// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.image.Image;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.bonsai.app.jobs.Background;
import studio.bonsai.app.jobs.ForeseenFailure;
import studio.bonsai.app.jobs.FxBridge;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.PictureFiles;

/** Two pictures that are compared. FX thread only. */
public final class CompareViewModel {
  /**
   * What is shown of the two.
   *
   * @param problem why one cannot be shown, in a sentence
   */
  public record Pair(
      Optional<Image> first,
      Optional<Image> second,
      List<Difference> differences,
      Optional<String> problem) {
    static final Pair NONE =
        new Pair(Optional.empty(), Optional.empty(), List.of(), Optional.empty());
  }

  private static final Logger LOG = LoggerFactory.getLogger(CompareViewModel.class);
  private static final double FINE = 0.01;
  private static final double COARSE = 0.1;

  private final Texts texts = Texts.of(CompareViewModel.class);
  private final DoubleProperty divider = new SimpleDoubleProperty(0.5);
  private final ReadOnlyObjectWrapper<Pair> pair = new ReadOnlyObjectWrapper<>(Pair.NONE);
  private final ExecutorService reader = Background.oneAfterAnother("compare");
  private int asked;

  /** Reads two pictures, beside everything else. */
  public void compare(Path first, Path second) {
    int question = ++asked;
    divider.set(0.5);
    reader.execute(
        () -> {
          Pair read = read(first, second);
          FxBridge.run(
              () -> {
                if (question == asked) {
                  pair.set(read);
                }
              });
        });
  }

  private Pair read(Path first, Path second) {
    try {
      List<Difference> differences =
          Difference.between(PictureFiles.read(first), PictureFiles.read(second), texts);
      return new Pair(
          Optional.of(image(first)), Optional.of(image(second)), differences, Optional.empty());
    } catch (EngineException e) {
      LOG.info("pictures cannot be compared", e);
      return new Pair(
          Optional.empty(), Optional.empty(), List.of(), Optional.of(ForeseenFailure.sentence(e)));
    }
  }

  private static Image image(Path file) {
    Image image = new Image(file.toUri().toString());
    if (image.isError()) {
      throw new EngineException(
          file + " cannot be shown: it is damaged.",
          new IllegalStateException(image.getException()));
    }
    return image;
  }

  /** Where the second picture begins: 0 shows it alone, 1 the first one alone. */
  DoubleProperty dividerProperty() {
    return divider;
  }

  public ReadOnlyObjectProperty<Pair> pairProperty() {
    return pair.getReadOnlyProperty();
  }

  /** Moves the divider by keys. */
  void move(boolean right, boolean far) {
    double step = (right ? 1 : -1) * (far ? COARSE : FINE);
    slide(divider.get() + step);
  }

  void slide(double place) {
    divider.set(Math.max(0, Math.min(1, place)));
  }
}
