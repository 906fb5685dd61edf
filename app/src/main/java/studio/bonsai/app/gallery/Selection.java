// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.bonsai.app.gallery.index.Picture;

/**
 * Which pictures are chosen, as file managers have it: a click chooses one, Ctrl adds, Shift draws
 * a range from the anchor. The lead is the one that the keyboard moves.
 */
final class Selection {
  private final Map<Long, Integer> places = new HashMap<>();
  private final ReadOnlyObjectWrapper<Set<Long>> ids = new ReadOnlyObjectWrapper<>(Set.of());
  private final ReadOnlyObjectWrapper<Optional<Picture>> lead =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private List<Picture> pictures = List.of();
  private int anchor;

  ReadOnlyObjectProperty<Set<Long>> idsProperty() {
    return ids.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Optional<Picture>> leadProperty() {
    return lead.getReadOnlyProperty();
  }

  boolean contains(Picture picture) {
    return ids.get().contains(picture.id());
  }

  int size() {
    return ids.get().size();
  }

  /** The chosen ones, in the grid's order. */
  List<Picture> pictures() {
    Set<Long> chosen = ids.get();
    return pictures.stream().filter(p -> chosen.contains(p.id())).toList();
  }

  OptionalInt leadIndex() {
    return lead.get()
        .map(Picture::id)
        .map(places::get)
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  /** Takes over what the grid shows; what is still there stays chosen. */
  void show(List<Picture> shown) {
    pictures = List.copyOf(shown);
    places.clear();
    for (int i = 0; i < pictures.size(); i++) {
      places.put(pictures.get(i).id(), i);
    }
    Set<Long> left = new LinkedHashSet<>(ids.get());
    left.retainAll(places.keySet());
    ids.set(Set.copyOf(left));
    lead.set(lead.get().map(Picture::id).map(places::get).map(pictures::get));
    anchor = leadIndex().orElse(0);
  }

  /**
   * @param toggle adds to what is chosen, or takes from it
   * @param extend chooses all from the anchor on
   */
  void choose(int index, boolean toggle, boolean extend) {
    Set<Long> chosen = toggle ? new LinkedHashSet<>(ids.get()) : new LinkedHashSet<>();
    if (extend) {
      int from = Math.min(anchor, index);
      int to = Math.min(Math.max(anchor, index), pictures.size() - 1);
      pictures.subList(from, to + 1).forEach(p -> chosen.add(p.id()));
    } else {
      anchor = index;
      long id = pictures.get(index).id();
      if (!toggle || !chosen.remove(id)) {
        chosen.add(id);
      }
    }
    ids.set(Set.copyOf(chosen));
    lead.set(Optional.of(pictures.get(index)));
  }

  /** Moves the lead; with nothing chosen yet, to the first picture. */
  void move(int distance, boolean extend) {
    if (!pictures.isEmpty()) {
      OptionalInt from = leadIndex();
      int to = from.isPresent() ? from.getAsInt() + distance : 0;
      choose(Math.max(0, Math.min(to, pictures.size() - 1)), false, extend);
    }
  }

  void all() {
    ids.set(Set.copyOf(places.keySet()));
    if (lead.get().isEmpty() && !pictures.isEmpty()) {
      lead.set(Optional.of(pictures.get(0)));
    }
  }

  void clear() {
    ids.set(Set.of());
    lead.set(Optional.empty());
    anchor = 0;
  }

  /** Chooses these, as far as they are shown. */
  void choose(Collection<Long> wanted) {
    List<Integer> found = new ArrayList<>();
    wanted.stream().filter(places::containsKey).map(places::get).sorted().forEach(found::add);
    if (!found.isEmpty()) {
      anchor = found.get(0);
      ids.set(Set.copyOf(found.stream().map(i -> pictures.get(i).id()).toList()));
      lead.set(Optional.of(pictures.get(anchor)));
    }
  }

  /** The picture that the eye falls on when the chosen ones go. */
  Optional<Picture> next() {
    int from = leadIndex().orElse(0);
    for (int distance = 1; distance < pictures.size(); distance++) {
      for (int at : new int[] {from + distance, from - distance}) {
        if (at >= 0 && at < pictures.size() && !contains(pictures.get(at))) {
          return Optional.of(pictures.get(at));
        }
      }
    }
    return Optional.empty();
  }
}
