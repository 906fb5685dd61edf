// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.app.gallery.Shelf;
import studio.bonsai.app.gallery.index.PictureQuery.Place;
import studio.bonsai.app.store.Database;
import studio.bonsai.engine.GenerationRequest;

class GalleryFolderTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  @TempDir Path home;

  private Path pictures;
  private GalleryFolder gallery;

  @BeforeEach
  void openGallery() {
    pictures = home.resolve("pictures");
    gallery = gallery("studio.db", NOW);
  }

  private GalleryFolder gallery(String database, Instant now) {
    GalleryFolder opened =
        new GalleryFolder(
            Database.open(home.resolve(database)), pictures, Clock.fixed(now, ZoneOffset.UTC));
    opened.open();
    return opened;
  }

  private List<Path> scan() {
    List<Path> news = new ArrayList<>();
    gallery.scan(news::addAll, () -> false);
    return news;
  }

  private List<Picture> all() {
    return gallery.index().find(PictureQuery.everything());
  }

  private List<Picture> favourites() {
    return gallery.index().find(PictureQuery.in(new Place.Favourites()));
  }

  private List<Picture> bin() {
    return gallery.index().find(PictureQuery.in(new Place.Bin()));
  }

  private Picture only() {
    assertEquals(1, all().size());
    return all().get(0);
  }

  @Test
  void everySettingOfAPictureIsInTheIndex() {
    GenerationRequest request =
        GenerationRequest.builder("an old \"oak\"").negativePrompt("fog").seed(7).steps(9).build();
    Path file = Shelf.bonsai(pictures, request, "Toy");
    scan();
    PictureDetails details = gallery.index().details(only().id()).orElseThrow();
    GenerationRequest kept = details.facts().request().orElseThrow();
    assertEquals(file, details.picture().file());
    assertEquals("an old \"oak\"", kept.prompt());
    assertEquals("fog", kept.negativePrompt());
    assertEquals(7, kept.seed().orElseThrow());
    assertEquals(9, kept.steps().orElseThrow());
    assertEquals(Optional.of("Toy"), details.facts().model());
    assertEquals(new PictureFacts.Size(64, 64), details.facts().size().orElseThrow());
  }

  @Test
  void picturesOfTheWebUiAreReadToo() {
    Shelf.webUi(
        pictures.resolve("sub/a.png"),
        "a lighthouse\nNegative prompt: fog\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 5,"
            + " Size: 512x512, Model: dreamy");
    scan();
    PictureDetails details = gallery.index().details(only().id()).orElseThrow();
    assertEquals("a lighthouse", details.prompt());
    assertEquals(Optional.of("dreamy"), details.facts().model());
    assertEquals(5, details.facts().request().orElseThrow().seed().orElseThrow());
  }

  @Test
  void onlyWhatIsNewOrHasChangedIsReadAgain() throws IOException {
    Path first = Shelf.bonsai(pictures, "one", 1);
    Path second = Shelf.bonsai(pictures, "two", 2);
    assertEquals(2, scan().size());
    assertEquals(List.of(), scan());
    Files.copy(first, second, StandardCopyOption.REPLACE_EXISTING);
    assertEquals(List.of(second), scan());
  }

  @Test
  void aPictureThatCannotBeReadIsThereWithItsReason() {
    Shelf.damage(Shelf.bonsai(pictures, "half", 1));
    scan();
    assertTrue(only().isBroken());
    String problem = gallery.index().details(only().id()).orElseThrow().problem().orElseThrow();
    assertTrue(problem.contains("cut off"), problem);
  }

  @Test
  void whatIsDeletedOutsideIsForgotten() throws IOException {
    Files.delete(Shelf.bonsai(pictures, "one", 1));
    Path kept = Shelf.bonsai(pictures, "two", 2);
    Path lost = Shelf.bonsai(pictures, "three", 3);
    scan();
    Files.delete(lost);
    scan();
    assertEquals(kept, only().file());
  }

  @Test
  void aPictureMovedOutsideStaysTheSamePicture() throws IOException {
    Path file = Shelf.bonsai(pictures, "one", 1);
    scan();
    Picture before = only();
    gallery.marks().favourite(List.of(before.content()), true);
    Path folder = Files.createDirectories(pictures.resolve("holiday"));
    Path moved = Files.move(file, folder.resolve("renamed.png"));
    scan();
    assertEquals(moved, only().file());
    assertEquals(before.id(), only().id());
    assertTrue(only().isFavourite());
  }

  @Test
  void theIndexIsMadeAnewWithItsMarksWhenTheDatabaseIsLost() {
    Shelf.bonsai(pictures, "one", 1);
    Shelf.bonsai(pictures, "two", 2);
    scan();
    Picture starred = all().get(0);
    gallery.marks().favourite(List.of(starred.content()), true);
    assertTrue(gallery.marks().create("Best"));
    long album = gallery.marks().albums().get(0).id();
    gallery.marks().add(album, List.of(starred.content()));
    gallery.keepMarks();
    gallery = gallery("another.db", NOW);
    scan();
    assertEquals(2, all().size());
    assertEquals(List.of(starred.file()), favourites().stream().map(Picture::file).toList());
    assertEquals(new Album(1, "Best", 1), gallery.marks().albums().get(0));
  }

  @Test
  void whatIsDeletedLiesInTheBinAndComesBackToItsPlace() throws IOException {
    Path file = Shelf.bonsai(pictures.resolve("holiday"), "one", 1);
    byte[] bytes = Files.readAllBytes(file);
    scan();
    Picture before = only();
    gallery.delete(List.of(before));
    assertFalse(Files.exists(file));
    assertEquals(List.of(), all());
    assertEquals(before.id(), bin().get(0).id());
    scan();
    gallery.restore(bin());
    assertEquals(before, only());
    assertArrayEquals(bytes, Files.readAllBytes(file));
    assertEquals(List.of(), scan());
  }

  @Test
  void whatComesBackOverwritesNothing() throws IOException {
    Path file = Shelf.bonsai(pictures, "one", 1);
    scan();
    gallery.delete(all());
    Path other = Files.write(file, Files.readAllBytes(bin().get(0).file()));
    gallery.restore(bin());
    assertEquals("00001-1 (2).png", all().get(0).name());
    assertTrue(Files.exists(other));
  }

  @Test
  void theBinIsEmptiedWhenAsked() {
    Shelf.bonsai(pictures, "one", 1);
    scan();
    gallery.delete(all());
    Path binned = bin().get(0).file();
    gallery.emptyBin();
    assertFalse(Files.exists(binned));
    assertEquals(List.of(), bin());
  }

  @Test
  void thirtyDaysLaterTheBinIsEmptied() {
    Shelf.bonsai(pictures, "one", 1);
    scan();
    gallery.delete(all());
    Path binned = bin().get(0).file();
    gallery = gallery("studio.db", NOW.plus(Duration.ofDays(30)));
    assertTrue(Files.exists(binned));
    gallery = gallery("studio.db", NOW.plus(Duration.ofDays(30)).plusSeconds(1));
    assertFalse(Files.exists(binned));
    scan();
    assertEquals(List.of(), bin());
  }

  @Test
  void theBinIsKnownWithoutTheDatabase() {
    Shelf.bonsai(pictures, "one", 1);
    scan();
    gallery.delete(all());
    gallery = gallery("another.db", NOW);
    scan();
    assertEquals(List.of(), all());
    assertEquals(1, bin().size());
  }

  @Test
  void droppedPicturesAreCopiedOnceAndOthersRefused() throws IOException {
    Path outside = Shelf.bonsai(home.resolve("elsewhere"), "one", 1);
    Path broken = Files.writeString(home.resolve("broken.png"), "no picture");
    Path text = Files.writeString(home.resolve("notes.txt"), "no picture");
    GalleryFolder.Arrivals arrivals = gallery.add(List.of(outside, broken, text));
    assertEquals(List.of(pictures.resolve("00001-1.png")), arrivals.files());
    assertEquals(List.of("broken.png", "notes.txt"), arrivals.refused());
    scan();
    gallery.add(List.of(outside, only().file()));
    scan();
    assertEquals(outside.getFileName().toString(), only().name());
    assertTrue(Files.exists(outside));
  }

  @Test
  void aFolderOfPicturesMayBeDropped() {
    Shelf.bonsai(home.resolve("elsewhere/a"), "one", 1);
    Shelf.bonsai(home.resolve("elsewhere/b"), "two", 2);
    assertEquals(2, gallery.add(List.of(home.resolve("elsewhere"))).files().size());
    scan();
    assertEquals(2, all().size());
  }
}
