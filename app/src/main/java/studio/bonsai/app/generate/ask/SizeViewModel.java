// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.ask;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import studio.bonsai.app.store.Settings;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.ModelDefaults;

/** How large pictures become; nothing typed leaves a side to the model. */
final class SizeViewModel {
  private static final int LARGEST = 4096;

  private final Field<Integer> width;
  private final Field<Integer> height;
  private final ObservableValue<Optional<ModelDefaults>> defaults;

  SizeViewModel(Settings settings, ObservableValue<Optional<ModelDefaults>> defaults) {
    this.defaults = defaults;
    Numbers numbers = new Numbers(settings);
    width = numbers.side("generate.width", LARGEST);
    height = numbers.side("generate.height", LARGEST);
  }

  Field<Integer> width() {
    return width;
  }

  Field<Integer> height() {
    return height;
  }

  /** The model's own. */
  Optional<ImageSize> own() {
    return defaults.getValue().map(ModelDefaults::size);
  }

  /** What will be drawn, as far as it is known. */
  Optional<ImageSize> drawn() {
    return typed().or(this::own);
  }

  /** Empty when both sides are left to the model. */
  Optional<ImageSize> typed() {
    Optional<Integer> w = width.value();
    Optional<Integer> h = height.value();
    if (w.isEmpty() && h.isEmpty()) {
      return Optional.empty();
    }
    int across = w.or(() -> own().map(ImageSize::width)).or(() -> h).orElseThrow();
    int down = h.or(() -> own().map(ImageSize::height)).or(() -> w).orElseThrow();
    return Optional.of(new ImageSize(across, down));
  }

  void use(ImageSize size) {
    width.set(size.width());
    height.set(size.height());
  }

  void clear() {
    width.clear();
    height.clear();
  }

  void swap() {
    drawn().ifPresent(size -> use(new ImageSize(size.height(), size.width())));
  }

  /** Sizes that suit the model, its own first: others share its shorter side. */
  List<ImageSize> offered() {
    return own().stream()
        .flatMap(
            own -> {
              int side = Math.min(own.width(), own.height());
              int little = toEight(side * 4 / 3.0);
              int much = toEight(side * 3 / 2.0);
              return Stream.of(
                  own,
                  new ImageSize(side, side),
                  new ImageSize(side, little),
                  new ImageSize(little, side),
                  new ImageSize(side, much),
                  new ImageSize(much, side));
            })
        .distinct()
        .toList();
  }

  private static int toEight(double side) {
    return (int) Math.min(LARGEST, Math.round(side / 8) * 8);
  }
}
