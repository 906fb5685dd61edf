// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import static java.util.stream.Collectors.toSet;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import studio.bonsai.app.gallery.GalleryViewModel.Outcome;
import studio.bonsai.app.gallery.index.GalleryFolder;
import studio.bonsai.app.gallery.index.Picture;
import studio.bonsai.app.gallery.index.PictureQuery;
import studio.bonsai.app.gallery.index.PictureQuery.Place;

/** What the user does with the chosen pictures. */
final class PictureCommands {
  private final GalleryViewModel model;

  /** Ids of what was deleted since the start, the last deletion first. */
  private final Deque<Set<Long>> deletions = new ArrayDeque<>();

  PictureCommands(GalleryViewModel model) {
    this.model = model;
  }

  private List<Picture> chosen() {
    return model.selection().pictures();
  }

  static List<String> contents(Collection<Picture> pictures) {
    return pictures.stream().map(Picture::content).toList();
  }

  static Set<Long> ids(Collection<Picture> pictures) {
    return pictures.stream().map(Picture::id).collect(toSet());
  }

  /** Stars the chosen ones; takes the stars away when all have one. */
  void toggleFavourite() {
    star(!chosen().stream().allMatch(Picture::isFavourite));
  }

  /** Stars the chosen ones. */
  void star() {
    star(true);
  }

  private void star(boolean star) {
    List<Picture> pictures = chosen();
    if (!pictures.isEmpty()) {
      model.change(
          gallery -> {
            gallery.marks().favourite(contents(pictures), star);
            gallery.keepMarks();
            return Outcome.silent();
          });
    }
  }

  /** Moves the chosen ones to the bin; the one beside them is chosen next. */
  void delete() {
    List<Picture> pictures = chosen();
    if (pictures.isEmpty() || isInBin()) {
      return;
    }
    Optional<Picture> next = model.selection().next();
    model.change(
        gallery -> {
          GalleryFolder.Moved moved = gallery.delete(pictures);
          if (!moved.ids().isEmpty()) {
            deletions.push(moved.ids());
          }
          return new Outcome(Optional.of(deleted(moved)), next.map(Picture::id).stream().toList());
        });
  }

  private static Notice deleted(GalleryFolder.Moved moved) {
    int count = moved.ids().size();
    if (moved.problem().isEmpty()) {
      return Notice.undoable("deleted", count);
    }
    return count == 0
        ? Notice.of("failed", moved.problem().get())
        : Notice.undoable("deleted.some", count, moved.problem().get());
  }

  private boolean isInBin() {
    return model.filters().placeProperty().get() instanceof Place.Bin;
  }

  /** Brings back what was deleted last. */
  void undo() {
    model.dismissNotice();
    model.change(
        gallery -> {
          Set<Long> last = deletions.isEmpty() ? Set.of() : deletions.pop();
          if (last.isEmpty()) {
            return Outcome.silent();
          }
          GalleryFolder.Moved moved = restore(gallery, last);
          if (moved.problem().isPresent()) {
            // What could not be put back can be tried again.
            deletions.push(last.stream().filter(id -> !moved.ids().contains(id)).collect(toSet()));
          }
          return restored(moved);
        });
  }

  /** Brings the chosen ones back from the bin. */
  void restore() {
    Set<Long> pictures = ids(chosen());
    if (!pictures.isEmpty() && isInBin()) {
      model.change(gallery -> restored(restore(gallery, pictures)));
    }
  }

  private static GalleryFolder.Moved restore(GalleryFolder gallery, Set<Long> ids) {
    List<Picture> binned =
        gallery.index().find(PictureQuery.in(new Place.Bin())).stream()
            .filter(p -> ids.contains(p.id()))
            .toList();
    return gallery.restore(binned);
  }

  private static Outcome restored(GalleryFolder.Moved moved) {
    Notice notice =
        moved
            .problem()
            .map(problem -> Notice.of("failed", problem))
            .orElse(Notice.of("restored", moved.ids().size()));
    return new Outcome(Optional.of(notice), moved.ids());
  }

  /** Deletes for good all that lies in the bin. */
  void emptyBin() {
    model.change(
        gallery -> {
          gallery.emptyBin();
          return Outcome.tell(Notice.of("emptied"));
        });
  }

  /** Copies files into the gallery and chooses them. */
  void add(Collection<Path> files) {
    model.filters().clear();
    model.filters().placeProperty().set(new Place.All());
    model.change(
        gallery -> {
          GalleryFolder.Arrivals arrivals = gallery.add(files);
          gallery.scan(news -> {}, () -> false);
          return new Outcome(
              Optional.of(news(arrivals)), ids(gallery.index().at(arrivals.files())));
        });
  }

  private static Notice news(GalleryFolder.Arrivals arrivals) {
    String refused = String.join(", ", arrivals.refused());
    if (refused.isEmpty()) {
      return Notice.of("added", arrivals.files().size());
    }
    return arrivals.files().isEmpty()
        ? Notice.of("refused", refused)
        : Notice.of("added.some", arrivals.files().size(), refused);
  }
}
