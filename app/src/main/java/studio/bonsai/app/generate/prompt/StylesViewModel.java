// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import studio.bonsai.app.store.Settings;
import studio.bonsai.app.text.Texts;

/** The user's styles; every change is kept at once. */
final class StylesViewModel {
  private final Texts texts = Texts.of(StylesViewModel.class);
  private final ObjectProperty<List<PromptStyle>> styles;
  private final ObjectProperty<Integer> selected = new SimpleObjectProperty<>(0);

  StylesViewModel(Settings settings) {
    styles =
        settings.value("generate.styles", examples(), PromptStyle::readAll, PromptStyle::writeAll);
  }

  private List<PromptStyle> examples() {
    return List.of("photo", "oil", "drawing").stream()
        .map(
            key ->
                new PromptStyle(
                    texts.get("style." + key),
                    texts.get("style." + key + ".prompt"),
                    texts.get("style." + key + ".negative")))
        .toList();
  }

  ObjectProperty<List<PromptStyle>> stylesProperty() {
    return styles;
  }

  /** Place of the one that is being edited; -1 for none. */
  ObjectProperty<Integer> selectedProperty() {
    return selected;
  }

  /** Adds one of that content, and selects it. */
  void add(PromptPair content) {
    List<PromptStyle> now = new ArrayList<>(styles.get());
    now.add(new PromptStyle(freeName(), content.prompt(), content.negative()));
    styles.set(List.copyOf(now));
    selected.set(now.size() - 1);
  }

  private String freeName() {
    return IntStream.iterate(1, i -> i + 1)
        .mapToObj(i -> i == 1 ? texts.get("style.new") : texts.get("style.new") + " " + i)
        .filter(name -> !isTaken(name, -1))
        .findFirst()
        .orElseThrow();
  }

  private boolean isTaken(String name, int except) {
    return IntStream.range(0, styles.get().size())
        .anyMatch(i -> i != except && styles.get().get(i).name().equalsIgnoreCase(name.strip()));
  }

  /** Why a name will not do for the selected one; empty when it will. */
  String problemOf(String name) {
    if (name.isBlank()) {
      return texts.get("style.blank");
    }
    return isTaken(name, selected.get()) ? texts.get("style.taken", name.strip()) : "";
  }

  /** Changes the selected one; under its old name when the new one will not do. */
  void change(String name, String prompt, String negative) {
    int index = selected.get();
    if (index >= 0 && index < styles.get().size()) {
      List<PromptStyle> now = new ArrayList<>(styles.get());
      String kept = problemOf(name).isEmpty() ? name.strip() : now.get(index).name();
      now.set(index, new PromptStyle(kept, prompt, negative));
      styles.set(List.copyOf(now));
    }
  }

  /** Removes the selected one. */
  void remove() {
    int index = selected.get();
    if (index >= 0 && index < styles.get().size()) {
      List<PromptStyle> now = new ArrayList<>(styles.get());
      now.remove(index);
      selected.set(-1);
      styles.set(List.copyOf(now));
      selected.set(Math.min(index, now.size() - 1));
    }
  }
}
