// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javafx.beans.Observable;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import studio.bonsai.app.gallery.index.PictureQuery;
import studio.bonsai.app.gallery.index.PictureQuery.Place;

/** What the user wants to see of the gallery. */
final class Filters {
  /** How far back. */
  enum Period {
    ANY(-1),
    TODAY(0),
    WEEK(6),
    MONTH(29),
    YEAR(364);

    private final int daysBefore;

    Period(int daysBefore) {
      this.daysBefore = daysBefore;
    }

    Optional<Instant> since(Clock clock) {
      return this == ANY
          ? Optional.empty()
          : Optional.of(
              LocalDate.now(clock).minusDays(daysBefore).atStartOfDay(clock.getZone()).toInstant());
    }
  }

  private final ObjectProperty<Place> place = new SimpleObjectProperty<>(new Place.All());
  private final StringProperty search = new SimpleStringProperty("");
  private final ObjectProperty<Optional<String>> model =
      new SimpleObjectProperty<>(Optional.empty());
  private final ObjectProperty<Period> period = new SimpleObjectProperty<>(Period.ANY);
  private final ObjectProperty<Optional<String>> subject =
      new SimpleObjectProperty<>(Optional.empty());

  /** Calls back whenever another query is asked for. */
  void listen(Runnable changed) {
    for (Observable part : List.of(place, search, model, period, subject)) {
      part.addListener(p -> changed.run());
    }
  }

  ObjectProperty<Place> placeProperty() {
    return place;
  }

  StringProperty searchProperty() {
    return search;
  }

  ObjectProperty<Optional<String>> modelProperty() {
    return model;
  }

  ObjectProperty<Period> periodProperty() {
    return period;
  }

  ObjectProperty<Optional<String>> subjectProperty() {
    return subject;
  }

  /** Whether anything but the place narrows the view. */
  boolean isNarrowed() {
    return !search.get().isBlank()
        || model.get().isPresent()
        || period.get() != Period.ANY
        || subject.get().isPresent();
  }

  PictureQuery query(Clock clock) {
    return new PictureQuery(
        place.get(), search.get().strip(), model.get(), period.get().since(clock), subject.get());
  }

  /** Shows all of the place again. */
  void clear() {
    search.set("");
    model.set(Optional.empty());
    period.set(Period.ANY);
    subject.set(Optional.empty());
  }
}
