// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.bonsai.app.gallery.Shelf;
import studio.bonsai.app.gallery.index.PictureQuery.Place;
import studio.bonsai.app.store.Database;
import studio.bonsai.engine.GenerationRequest;

class PictureIndexTest {
  private static final Instant OLD = Instant.parse("2024-01-01T00:00:00Z");
  private static final Instant NEW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path home;

  private GalleryFolder gallery;
  private PictureIndex index;
  private Marks marks;

  @BeforeEach
  void fillGallery() {
    Path pictures = home.resolve("pictures");
    Shelf.date(Shelf.bonsai(pictures, "a red apple, on a table", 1), OLD);
    Shelf.date(Shelf.bonsai(pictures, "a green apple", 2), NEW);
    Path third =
        Shelf.bonsai(
            pictures, GenerationRequest.builder("photo of sks dog, Ärger").seed(3).build(), "Rex");
    Shelf.date(third, NEW.plusSeconds(60));
    gallery =
        new GalleryFolder(Database.open(home.resolve("studio.db")), pictures, Clock.systemUTC());
    gallery.scan(files -> {}, () -> false);
    index = gallery.index();
    marks = gallery.marks();
  }

  private Set<Long> seeds(PictureQuery query) {
    return index.find(query).stream().map(this::seed).collect(Collectors.toSet());
  }

  private long seed(Picture picture) {
    return index
        .details(picture.id())
        .flatMap(d -> d.facts().request())
        .orElseThrow()
        .seed()
        .orElseThrow();
  }

  private static PictureQuery search(String words) {
    return new PictureQuery(
        new Place.All(), words, Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Test
  void theNewestOfAModelIsAPictureAndNoSheetOfThem() throws IOException {
    Path newest = index.newestOf("Rex").orElseThrow();
    Path sheet = Files.copy(newest, newest.resolveSibling("00009-grid.png"));
    Shelf.date(sheet, NEW.plusSeconds(120));
    gallery.scan(files -> {}, () -> false);
    assertEquals(4, index.counts().pictures());
    assertEquals(newest, index.newestOf("Rex").orElseThrow());
  }

  @Test
  void theNewestComeFirst() {
    List<Long> seeds = index.find(PictureQuery.everything()).stream().map(this::seed).toList();
    assertEquals(List.of(3L, 2L, 1L), seeds);
  }

  @Test
  void wordsAreFoundByTheirBeginningsInAnyOrder() {
    assertEquals(Set.of(1L, 2L), seeds(search("app")));
    assertEquals(Set.of(1L), seeds(search("APPLE re")));
    assertEquals(Set.of(3L), seeds(search("arger")));
    assertEquals(Set.of(), seeds(search("pple")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"",
        "\"\"\"",
        "'",
        "*",
        "(",
        "a AND",
        "NOT",
        "NEAR(a b",
        "prompt:",
        "-",
        "^",
        "{",
        "a\"b",
        "\\",
        "%",
        "\0",
        "🍎",
        "; DROP TABLE picture;"
      })
  void noInputBreaksTheSearch(String words) {
    assertTrue(index.find(search(words)).size() <= 3);
  }

  @Test
  void whatHoldsNoWordAsksForNothing() {
    assertEquals(3, index.find(search(" \" ' ")).size());
  }

  @Test
  void filtersNarrowTogether() {
    PictureQuery all = PictureQuery.everything();
    assertFalse(all.isNarrowed());
    PictureQuery since =
        new PictureQuery(all.place(), "", Optional.empty(), Optional.of(NEW), Optional.empty());
    assertEquals(Set.of(2L, 3L), seeds(since));
    PictureQuery both =
        new PictureQuery(all.place(), "", Optional.of("Rex"), Optional.of(NEW), Optional.empty());
    assertEquals(Set.of(3L), seeds(both));
    PictureQuery subject =
        new PictureQuery(all.place(), "", Optional.empty(), Optional.empty(), Optional.of("sks"));
    assertEquals(Set.of(3L), seeds(subject));
    PictureQuery part =
        new PictureQuery(all.place(), "", Optional.empty(), Optional.empty(), Optional.of("sk"));
    assertEquals(Set.of(), seeds(part));
  }

  @Test
  void modelsAndSubjectsAreCounted() {
    assertEquals(List.of(new Facet("Rex", 1), new Facet("Toy", 2)), index.models());
    assertEquals(new Facet("apple", 2), index.words().get(0));
    assertTrue(index.words().contains(new Facet("sks", 1)));
  }

  @Test
  void favouritesAreAPlace() {
    Picture first = index.find(PictureQuery.everything()).get(0);
    marks.favourite(List.of(first.content()), true);
    assertEquals(Set.of(3L), seeds(PictureQuery.in(new Place.Favourites())));
    assertEquals(new PictureIndex.Counts(3, 1, 0), index.counts());
    marks.favourite(List.of(first.content()), false);
    assertEquals(Set.of(), seeds(PictureQuery.in(new Place.Favourites())));
  }

  @Test
  void albumsAreMadeFilledRenamedAndDeleted() {
    List<String> apples = index.find(search("apple")).stream().map(Picture::content).toList();
    assertTrue(marks.create("Fruit"));
    assertFalse(marks.create("fruit"));
    long fruit = marks.albums().get(0).id();
    marks.add(fruit, apples);
    marks.add(fruit, apples);
    assertEquals(List.of(new Album(fruit, "Fruit", 2)), marks.albums());
    assertEquals(Set.of(1L, 2L), seeds(PictureQuery.in(new Place.InAlbum(fruit))));
    marks.remove(fruit, apples.subList(0, 1));
    assertTrue(marks.rename(fruit, "Obst"));
    assertTrue(marks.create("Zoo"));
    assertFalse(marks.rename(fruit, "Zoo"));
    assertEquals(new Album(fruit, "Obst", 1), marks.albums().get(0));
    marks.delete(fruit);
    assertEquals(1, marks.albums().size());
    assertEquals(3, index.counts().pictures());
  }
}
