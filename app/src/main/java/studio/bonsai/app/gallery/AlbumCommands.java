// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import java.util.Collection;
import java.util.List;
import studio.bonsai.app.gallery.GalleryViewModel.Outcome;
import studio.bonsai.app.gallery.index.Album;
import studio.bonsai.app.gallery.index.GalleryFolder;
import studio.bonsai.app.gallery.index.Picture;
import studio.bonsai.app.gallery.index.PictureQuery.Place;

/** What the user does with albums. */
final class AlbumCommands {
  private final GalleryViewModel model;

  AlbumCommands(GalleryViewModel model) {
    this.model = model;
  }

  /** Makes an album with these pictures in it. */
  void create(String name, Collection<Picture> pictures) {
    change(
        gallery -> {
          if (!gallery.marks().create(name)) {
            return Outcome.tell(Notice.of("album.taken", name));
          }
          gallery.marks().albums().stream()
              .filter(album -> album.name().equals(name))
              .forEach(a -> gallery.marks().add(a.id(), PictureCommands.contents(pictures)));
          return Outcome.silent();
        });
  }

  void rename(Album album, String name) {
    change(
        gallery ->
            album.name().equals(name) || gallery.marks().rename(album.id(), name)
                ? Outcome.silent()
                : Outcome.tell(Notice.of("album.taken", name)));
  }

  /** The pictures stay where they are. */
  void delete(Album album) {
    if (model.filters().placeProperty().get().equals(new Place.InAlbum(album.id()))) {
      model.filters().placeProperty().set(new Place.All());
    }
    change(
        gallery -> {
          gallery.marks().delete(album.id());
          return Outcome.tell(Notice.of("album.deleted", album.name()));
        });
  }

  /** Puts the chosen pictures into an album. */
  void addChosen(Album album) {
    List<Picture> pictures = model.selection().pictures();
    change(
        gallery -> {
          gallery.marks().add(album.id(), PictureCommands.contents(pictures));
          return Outcome.tell(Notice.of("album.added", pictures.size(), album.name()));
        });
  }

  /** Takes the chosen pictures out of an album. */
  void removeChosen(Album album) {
    List<Picture> pictures = model.selection().pictures();
    change(
        gallery -> {
          gallery.marks().remove(album.id(), PictureCommands.contents(pictures));
          return Outcome.tell(Notice.of("album.removed", pictures.size(), album.name()));
        });
  }

  private void change(GalleryViewModel.Change change) {
    model.change(
        (GalleryFolder gallery) -> {
          Outcome outcome = change.apply(gallery);
          gallery.keepMarks();
          return outcome;
        });
  }
}
