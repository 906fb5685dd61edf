// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.app.gallery.GalleryViewModel.State;
import studio.bonsai.app.gallery.index.Album;
import studio.bonsai.app.gallery.index.GalleryFolder;
import studio.bonsai.app.gallery.index.Picture;
import studio.bonsai.app.gallery.index.PictureQuery.Place;
import studio.bonsai.app.store.Database;

class GalleryViewModelTest {
  private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

  @TempDir Path home;

  /** What would run beside; a test runs it when it wants. */
  private final Queue<Runnable> waiting = new ArrayDeque<>();

  private Path pictures;
  private Database database;
  private GalleryFolder gallery;
  private GalleryViewModel model;
  private PictureCommands commands;
  private AlbumCommands albums;

  @BeforeEach
  void openGallery() {
    pictures = home.resolve("pictures");
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    database = Database.open(home.resolve("studio.db"));
    gallery = new GalleryFolder(database, pictures, clock);
    model = new GalleryViewModel(gallery, waiting::add, Runnable::run, clock);
    commands = new PictureCommands(model);
    albums = new AlbumCommands(model);
  }

  private void runAll() {
    while (!waiting.isEmpty()) {
      waiting.remove().run();
    }
  }

  private void draw(String prompt, long seed, int daysAgo) {
    Shelf.date(Shelf.bonsai(pictures, prompt, seed), NOW.minus(Duration.ofDays(daysAgo)));
  }

  private void drawThree() {
    draw("an apple", 1, 0);
    draw("a pear", 2, 3);
    draw("a car", 3, 100);
    look();
  }

  private void look() {
    gallery.scan(files -> {}, () -> false);
    model.refresh();
    runAll();
  }

  private List<String> names() {
    return model.pictures().stream().map(Picture::name).toList();
  }

  private Notice notice() {
    return model.noticeProperty().get().orElseThrow();
  }

  @Test
  void anEmptyGalleryIsToldFromOneThatIsNotReadYet() {
    assertEquals(State.LOADING, model.stateProperty().get());
    look();
    assertEquals(State.EMPTY, model.stateProperty().get());
  }

  @Test
  void whatCannotBeLookedUpSaysSoAndCanBeTriedAgain() {
    drawThree();
    database.jdbi().useHandle(handle -> handle.execute("ALTER TABLE picture RENAME TO gone"));
    model.refresh();
    runAll();
    assertEquals(State.FAILED, model.stateProperty().get());
    assertTrue(model.failureProperty().get().contains("Try again"), model.failureProperty().get());
    assertEquals(List.of(), names());
    database.jdbi().useHandle(handle -> handle.execute("ALTER TABLE gone RENAME TO picture"));
    model.refresh();
    runAll();
    assertEquals(State.PICTURES, model.stateProperty().get());
    assertEquals(3, names().size());
  }

  /** A file lies where the bin needs a folder. */
  @Test
  void ofADeletionThatHalfFailsTheHalfThatWasMovedCanBeUndone() throws IOException {
    draw("an apple", 1, 0);
    Shelf.date(
        Shelf.webUi(pictures.resolve("sub/pear.png"), "a pear"), NOW.minus(Duration.ofDays(3)));
    look();
    Path bin = pictures.resolve(".bonsai/bin").resolve(Long.toString(NOW.toEpochMilli()));
    Files.createDirectories(bin);
    Files.writeString(bin.resolve("sub"), "in the way");
    model.selection().all();
    runAll();
    commands.delete();
    runAll();
    assertEquals(List.of("pear.png"), names());
    assertEquals("deleted.some", notice().key());
    assertEquals(1, notice().arguments().get(0));
    assertTrue(notice().arguments().get(1).toString().contains("pear.png"), notice().toString());
    assertTrue(notice().canUndo());
    commands.undo();
    runAll();
    assertEquals(2, names().size());
    assertEquals(Notice.of("restored", 1), notice());
  }

  @Test
  void theSearchFollowsWhatIsTyped() {
    drawThree();
    model.filters().searchProperty().set("p");
    model.filters().searchProperty().set("pe");
    runAll();
    assertEquals(List.of("00002-2.png"), names());
    model.filters().searchProperty().set("pez");
    runAll();
    assertEquals(State.NOTHING_FOUND, model.stateProperty().get());
    model.filters().clear();
    runAll();
    assertEquals(3, names().size());
  }

  @Test
  void daysAreCountedBackFromToday() {
    drawThree();
    model.filters().periodProperty().set(Filters.Period.TODAY);
    runAll();
    assertEquals(List.of("00001-1.png"), names());
    model.filters().periodProperty().set(Filters.Period.WEEK);
    runAll();
    assertEquals(2, names().size());
    model.filters().periodProperty().set(Filters.Period.YEAR);
    runAll();
    assertEquals(3, names().size());
  }

  @Test
  void theLeadsSettingsAreLookedUp() {
    drawThree();
    model.selection().choose(1, false, false);
    runAll();
    assertEquals("a pear", model.detailsProperty().get().orElseThrow().prompt());
    model.selection().clear();
    assertEquals(Optional.empty(), model.detailsProperty().get());
  }

  @Test
  void aDeletionChoosesTheNextAndCanBeUndone() {
    drawThree();
    model.selection().choose(1, false, false);
    commands.delete();
    runAll();
    assertEquals(List.of("00001-1.png", "00003-3.png"), names());
    assertEquals("00003-3.png", model.selection().leadProperty().get().orElseThrow().name());
    assertEquals(Notice.undoable("deleted", 1), notice());
    assertEquals(1, model.countsProperty().get().binned());
    commands.undo();
    runAll();
    assertEquals(3, names().size());
    assertEquals("00002-2.png", model.selection().leadProperty().get().orElseThrow().name());
    assertFalse(notice().canUndo());
  }

  @Test
  void deletionsAreUndoneOneByOneTheLastOneFirst() {
    drawThree();
    model.selection().choose(0, false, false);
    commands.delete();
    runAll();
    commands.delete();
    runAll();
    assertEquals(1, names().size());
    commands.undo();
    runAll();
    assertEquals(List.of("00002-2.png", "00003-3.png"), names());
    commands.undo();
    commands.undo();
    runAll();
    assertEquals(3, names().size());
  }

  @Test
  void theBinGivesBackAndIsEmptied() {
    drawThree();
    model.selection().all();
    commands.delete();
    model.filters().placeProperty().set(new Place.Bin());
    runAll();
    assertEquals(3, names().size());
    model.selection().choose(0, false, false);
    commands.delete();
    commands.restore();
    runAll();
    assertEquals(2, names().size());
    commands.emptyBin();
    runAll();
    assertEquals(State.EMPTY, model.stateProperty().get());
    assertEquals(1, model.countsProperty().get().pictures());
  }

  @Test
  void favouritesAreSwitchedTogether() {
    drawThree();
    model.selection().choose(0, false, false);
    commands.toggleFavourite();
    runAll();
    model.selection().all();
    commands.toggleFavourite();
    runAll();
    assertEquals(3, model.countsProperty().get().favourites());
    commands.toggleFavourite();
    runAll();
    assertEquals(0, model.countsProperty().get().favourites());
  }

  @Test
  void albumsAreFilledNamedAndDeleted() {
    drawThree();
    model.selection().choose(0, false, false);
    albums.create("Fruit", model.selection().pictures());
    runAll();
    Album fruit = model.albums().get(0);
    assertEquals(1, fruit.count());
    model.selection().choose(1, false, false);
    albums.addChosen(fruit);
    runAll();
    assertEquals(Notice.of("album.added", 1, "Fruit"), notice());
    model.filters().placeProperty().set(new Place.InAlbum(fruit.id()));
    runAll();
    assertEquals(2, names().size());
    model.selection().choose(0, false, false);
    albums.removeChosen(fruit);
    runAll();
    assertEquals(List.of("00002-2.png"), names());
    albums.create("FRUIT", List.of());
    runAll();
    assertEquals("album.taken", notice().key());
    albums.rename(fruit, "Obst");
    albums.delete(fruit);
    runAll();
    assertTrue(model.albums().isEmpty());
    assertEquals(3, names().size());
  }

  @Test
  void droppedFilesAreCopiedAndChosenWhateverIsFiltered() throws IOException {
    drawThree();
    model.filters().searchProperty().set("car");
    Path outside = Shelf.webUi(home.resolve("web.png"), "a boat\nSteps: 3, Seed: 4, Sampler: x");
    Path text = Files.writeString(home.resolve("notes.txt"), "none");
    commands.add(List.of(outside, text));
    runAll();
    assertEquals("web.png", model.selection().leadProperty().get().orElseThrow().name());
    assertEquals("a boat", model.detailsProperty().get().orElseThrow().prompt());
    assertEquals(Notice.of("added.some", 1, "notes.txt"), notice());
    assertEquals(4, names().size());
  }

  @Test
  void modelsAndSubjectsAreOffered() {
    drawThree();
    assertEquals("Toy", model.models().get(0).value());
    assertEquals(
        List.of("apple", "car", "pear"), model.subjects().stream().map(f -> f.value()).toList());
  }
}
