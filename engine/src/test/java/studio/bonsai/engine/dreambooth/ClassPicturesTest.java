// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.dreambooth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.TrainingEvent.ClassPictureDrawn;

class ClassPicturesTest {
  @TempDir private Path folder;

  private final List<Long> drawn = new ArrayList<>();
  private final List<ClassPictureDrawn> told = new ArrayList<>();

  private ClassPictures toys(int count) {
    return new ClassPictures(folder.resolve("toys"), "a toy", "model 1", count);
  }

  private Pixels draw(long seed) {
    drawn.add(seed);
    return new Pixels(1, 1, new byte[] {(byte) seed, 0, 0});
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("toys"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void eachIsDrawnOnceWithItsNumberForASeed() throws IOException {
    LongFunction<Pixels> broken =
        seed -> {
          if (seed == 3) {
            throw new CancellationException();
          }
          return draw(seed);
        };
    assertThrows(CancellationException.class, () -> toys(4).draw(broken, told::add));
    assertEquals(2, toys(4).missing());
    toys(4).draw(this::draw, told::add);
    assertEquals(0, toys(4).missing());
    assertEquals(List.of(1L, 2L, 3L, 4L), drawn);
    assertEquals(
        List.of("000001.png", "000002.png", "000003.png", "000004.png", "class.json"), files());
    assertEquals(List.of(1, 2, 3, 4), told.stream().map(ClassPictureDrawn::done).toList());
    assertEquals(0, told.get(3).timeLeft().toNanos());
  }

  @Test
  void fewerAreEnoughAndMoreAreAdded() {
    toys(2).draw(this::draw, told::add);
    assertEquals(0, toys(1).missing());
    assertEquals(3, toys(5).missing());
  }

  @Test
  void thoseOfAnotherClassOrModelAreTold() {
    toys(1).draw(this::draw, told::add);
    Path toys = folder.resolve("toys");
    assertComplaint(new ClassPictures(toys, "a dog", "model 1", 1), "of 'a toy', not of 'a dog'");
    assertComplaint(new ClassPictures(toys, "a toy", "model 2", 1), "drawn by another model");
  }

  private static void assertComplaint(ClassPictures pictures, String part) {
    EngineException e = assertThrows(EngineException.class, pictures::missing);
    assertTrue(e.getMessage().contains(part), e::getMessage);
  }

  @Test
  void aDamagedListIsToldByName() throws IOException {
    Path toys = Files.createDirectories(folder.resolve("toys"));
    Files.writeString(toys.resolve("class.json"), "{");
    assertComplaint(toys(1), "class.json");
  }

  @Test
  void picturesOfTheUsersOwnNeedNoMore() throws IOException {
    Path toys = Files.createDirectories(folder.resolve("toys"));
    Files.write(toys.resolve("mine.jpg"), new byte[1]);
    assertTrue(toys(200).areTheUsers());
    assertEquals(0, toys(200).missing());
  }
}
