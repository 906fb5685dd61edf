// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.bonsai.app.gallery.index.Album;
import studio.bonsai.app.gallery.index.Facet;
import studio.bonsai.app.gallery.index.GalleryFolder;
import studio.bonsai.app.gallery.index.PictureIndex;
import studio.bonsai.app.gallery.index.PictureIndex.Counts;

/** What stands around the pictures: how many there are where, albums, what filters offer. */
final class Overview {
  private final ObservableList<Album> albums = FXCollections.observableArrayList();
  private final ObservableList<Facet> models = FXCollections.observableArrayList();
  private final ObservableList<Facet> subjects = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<Counts> counts =
      new ReadOnlyObjectWrapper<>(new Counts(0, 0, 0));

  ObservableList<Album> albums() {
    return albums;
  }

  ObservableList<Facet> models() {
    return models;
  }

  ObservableList<Facet> subjects() {
    return subjects;
  }

  ReadOnlyObjectProperty<Counts> countsProperty() {
    return counts.getReadOnlyProperty();
  }

  /**
   * Looks at a gallery; may wait.
   *
   * @return shows what was found, on the FX thread
   */
  Runnable look(GalleryFolder gallery) {
    PictureIndex index = gallery.index();
    Counts counted = index.counts();
    List<Album> foundAlbums = gallery.marks().albums();
    List<Facet> foundModels = index.models();
    List<Facet> foundSubjects = index.words();
    return () -> {
      counts.set(counted);
      update(albums, foundAlbums);
      update(models, foundModels);
      update(subjects, foundSubjects);
    };
  }

  private static <T> void update(ObservableList<T> list, List<T> now) {
    if (!list.equals(now)) {
      list.setAll(now);
    }
  }
}
