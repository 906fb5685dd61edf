// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.StringProperty;
import studio.bonsai.app.store.Settings;

/** One axis as it is typed. */
public final class AxisViewModel {
  private final ObjectProperty<AxisKind> kind;
  private final StringProperty typed;
  private final ReadOnlyObjectWrapper<Optional<GridAxis>> axis =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<String>> problem =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<List<String>> offered =
      new ReadOnlyObjectWrapper<>(List.of());

  /**
   * @param name that the settings know it by
   */
  AxisViewModel(Settings settings, String name, AxisKind kind, String typed) {
    this.kind = settings.choice("grid." + name + ".kind", AxisKind.class, kind);
    this.typed = settings.text("grid." + name + ".values", typed);
  }

  ObjectProperty<AxisKind> kindProperty() {
    return kind;
  }

  StringProperty typedProperty() {
    return typed;
  }

  /** Empty while something is wrong with it. */
  ReadOnlyObjectProperty<Optional<GridAxis>> axisProperty() {
    return axis.getReadOnlyProperty();
  }

  /** What is wrong with it, in a sentence. */
  ReadOnlyObjectProperty<Optional<String>> problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** All values that there are, where there are but a few. */
  ReadOnlyObjectProperty<List<String>> offeredProperty() {
    return offered.getReadOnlyProperty();
  }

  /** Takes all values that there are. */
  void takeAll() {
    typed.set(WordList.write(offered.get()));
  }

  void read(AxisParser parser) {
    switch (kind.get()) {
      case MODEL -> offered.set(parser.readable());
      case SAMPLER -> offered.set(parser.samplers());
      default -> offered.set(List.of());
    }
    try {
      axis.set(Optional.of(parser.parse(kind.get(), typed.get())));
      problem.set(Optional.empty());
    } catch (IllegalArgumentException e) {
      axis.set(Optional.empty());
      problem.set(Optional.of(e.getMessage()));
    }
  }

  void fail(String sentence) {
    axis.set(Optional.empty());
    problem.set(Optional.of(sentence));
  }
}
