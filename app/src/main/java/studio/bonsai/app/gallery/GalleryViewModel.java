// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.bonsai.app.gallery.index.Album;
import studio.bonsai.app.gallery.index.Facet;
import studio.bonsai.app.gallery.index.GalleryFolder;
import studio.bonsai.app.gallery.index.Picture;
import studio.bonsai.app.gallery.index.PictureDetails;
import studio.bonsai.app.gallery.index.PictureIndex.Counts;
import studio.bonsai.app.gallery.index.PictureQuery;
import studio.bonsai.app.jobs.ForeseenFailure;
import studio.bonsai.app.jobs.UnexpectedFailure;
import studio.bonsai.engine.EngineException;

/** What the gallery shows: pictures that match the filters, and all that stands around them. */
final class GalleryViewModel {
  private static final Logger LOG = LoggerFactory.getLogger(GalleryViewModel.class);

  /** What there is to see. */
  enum State {
    LOADING,
    PICTURES,
    /** The place itself is empty. */
    EMPTY,
    /** The filters leave nothing. */
    NOTHING_FOUND,
    /** Nobody knows, for they cannot be looked up. */
    FAILED
  }

  private final Executor background;
  private final Consumer<Runnable> fxThread;
  private final IndexReader reader;
  private final Clock clock;
  private final Filters filters = new Filters();
  private final Selection selection = new Selection();
  private final ObservableList<Picture> pictures = FXCollections.observableArrayList();
  private final Overview overview = new Overview();
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.LOADING);
  private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<Optional<PictureDetails>> details =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Notice>> notice =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final BooleanProperty opened = new SimpleBooleanProperty();
  private final AtomicLong lastQuery = new AtomicLong();
  private volatile GalleryFolder gallery;

  /**
   * @param background runs one thing after the other
   * @param fxThread runs something where properties may change
   */
  GalleryViewModel(
      GalleryFolder gallery, Executor background, Consumer<Runnable> fxThread, Clock clock) {
    this.gallery = gallery;
    this.background = background;
    this.fxThread = fxThread;
    reader = new IndexReader(background, fxThread);
    this.clock = clock;
    filters.listen(this::find);
    selection.leadProperty().addListener((p, before, now) -> lookUp(now));
  }

  /** Shows another folder. */
  void open(GalleryFolder folder) {
    gallery = folder;
    selection.clear();
    refresh();
  }

  GalleryFolder gallery() {
    return gallery;
  }

  Filters filters() {
    return filters;
  }

  Selection selection() {
    return selection;
  }

  ObservableList<Picture> pictures() {
    return pictures;
  }

  ObservableList<Album> albums() {
    return overview.albums();
  }

  ObservableList<Facet> models() {
    return overview.models();
  }

  ObservableList<Facet> subjects() {
    return overview.subjects();
  }

  ReadOnlyObjectProperty<Counts> countsProperty() {
    return overview.countsProperty();
  }

  ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Why nothing can be looked up, in a sentence; empty while it can. */
  ReadOnlyStringProperty failureProperty() {
    return failure.getReadOnlyProperty();
  }

  /** All settings of the lead. */
  ReadOnlyObjectProperty<Optional<PictureDetails>> detailsProperty() {
    return details.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Optional<Notice>> noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  /** Whether the lead fills the gallery. */
  BooleanProperty openedProperty() {
    return opened;
  }

  /** The same twice is news again. */
  void tell(Notice news) {
    notice.set(Optional.empty());
    notice.set(Optional.of(news));
  }

  void dismissNotice() {
    notice.set(Optional.empty());
  }

  /** Looks up what the filters ask for; of several requests the last one counts. */
  private void find() {
    find(List.of());
  }

  private void find(Collection<Long> choose) {
    PictureQuery query = filters.query(clock);
    long ticket = lastQuery.incrementAndGet();
    reader.ask(
        () -> {
          if (ticket != lastQuery.get()) {
            return () -> {};
          }
          List<Picture> found = gallery.index().find(query);
          return () -> show(ticket, query, found, choose);
        },
        sentence -> fail(ticket, sentence));
  }

  private void fail(long ticket, String sentence) {
    if (ticket == lastQuery.get()) {
      pictures.clear();
      selection.show(List.of());
      opened.set(false);
      failure.set(sentence);
      state.set(State.FAILED);
    }
  }

  private void show(long ticket, PictureQuery query, List<Picture> found, Collection<Long> choose) {
    if (ticket != lastQuery.get()) {
      return;
    }
    if (!pictures.equals(found)) {
      pictures.setAll(found);
    }
    selection.show(found);
    selection.choose(choose);
    opened.set(opened.get() && selection.leadProperty().get().isPresent());
    state.set(
        !found.isEmpty() ? State.PICTURES : query.isNarrowed() ? State.NOTHING_FOUND : State.EMPTY);
  }

  /** Looks at everything anew: files, albums or marks have changed. */
  void refresh() {
    refresh(List.of());
  }

  /**
   * @param choose pictures to choose once they are shown
   */
  void refresh(Collection<Long> choose) {
    find(choose);
    // When it fails, what stands around the pictures stays as it was.
    reader.ask(() -> overview.look(gallery), sentence -> {});
  }

  private void lookUp(Optional<Picture> lead) {
    if (lead.isEmpty()) {
      details.set(Optional.empty());
      return;
    }
    long id = lead.get().id();
    reader.ask(
        () -> {
          Optional<PictureDetails> found = gallery.index().details(id);
          return () -> showDetails(id, found);
        },
        sentence -> showDetails(id, Optional.empty()));
  }

  private void showDetails(long id, Optional<PictureDetails> found) {
    if (selection.leadProperty().get().filter(p -> p.id() == id).isPresent()) {
      details.set(found);
    }
  }

  /**
   * Changes something beside everything else, then shows what has come of it.
   *
   * @param change gives what to tell, and what to choose
   */
  void change(Change change) {
    background.execute(
        () -> {
          Outcome outcome = outcome(change);
          fxThread.accept(
              () -> {
                outcome.notice().ifPresent(this::tell);
                refresh(outcome.choose());
              });
        });
  }

  private Outcome outcome(Change change) {
    try {
      return change.apply(gallery);
    } catch (EngineException e) {
      return Outcome.tell(Notice.of("failed", ForeseenFailure.sentence(e)));
    } catch (RuntimeException e) {
      LOG.error("the gallery cannot be changed", e);
      return Outcome.tell(Notice.of("failed", UnexpectedFailure.sentence(e)));
    }
  }

  /** Something to do with the gallery, which may wait. */
  interface Change {
    Outcome apply(GalleryFolder gallery);
  }

  /**
   * What has come of a change.
   *
   * @param choose ids of pictures to choose
   */
  record Outcome(Optional<Notice> notice, Collection<Long> choose) {
    static Outcome silent() {
      return new Outcome(Optional.empty(), List.of());
    }

    static Outcome tell(Notice notice) {
      return new Outcome(Optional.of(notice), List.of());
    }
  }
}
