// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.ask;

import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.StringProperty;

/**
 * What is typed somewhere: kept as it is typed, and counted only while it makes sense. Nothing
 * typed leaves it to the model.
 */
public final class Field<T> {
  private final StringProperty text;
  private final Function<String, T> read;
  private final Function<T, String> write;
  private final ReadOnlyObjectWrapper<Optional<T>> value =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

  /**
   * @param read throws IllegalArgumentException with a sentence for the user
   */
  Field(StringProperty text, Function<String, T> read, Function<T, String> write) {
    this.text = text;
    this.read = read;
    this.write = write;
    text.addListener((p, before, now) -> readText());
    readText();
  }

  private void readText() {
    String typed = text.get().strip();
    try {
      value.set(typed.isEmpty() ? Optional.empty() : Optional.of(read.apply(typed)));
      problem.set("");
    } catch (IllegalArgumentException e) {
      value.set(Optional.empty());
      problem.set(e.getMessage());
    }
  }

  public StringProperty textProperty() {
    return text;
  }

  /** Empty while nothing is typed, or nothing that makes sense. */
  public ReadOnlyObjectProperty<Optional<T>> valueProperty() {
    return value.getReadOnlyProperty();
  }

  public Optional<T> value() {
    return value.get();
  }

  /** What is wrong, in a sentence; empty while nothing is. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  public boolean isWrong() {
    return !problem.get().isEmpty();
  }

  public void set(T now) {
    text.set(write.apply(now));
  }

  /** Leaves it to the model. */
  public void clear() {
    text.set("");
  }
}
