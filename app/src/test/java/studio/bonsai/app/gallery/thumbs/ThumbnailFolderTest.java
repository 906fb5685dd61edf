// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery.thumbs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.app.gallery.Shelf;

class ThumbnailFolderTest {
  @TempDir Path home;

  private static String key(int number) {
    return String.format("%032x", number);
  }

  private static BufferedImage image() {
    return new BufferedImage(32, 24, BufferedImage.TYPE_INT_RGB);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("small"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void whatIsKeptComesBack() {
    ThumbnailFolder folder = new ThumbnailFolder(home.resolve("small"), 1 << 20);
    folder.put(key(1), image());
    assertEquals(32, folder.get(key(1)).orElseThrow().getWidth());
    assertTrue(folder.get(key(2)).isEmpty());
  }

  @Test
  void whatIsDamagedIsNotThere() throws IOException {
    ThumbnailFolder folder = new ThumbnailFolder(home.resolve("small"), 1 << 20);
    folder.put(key(1), image());
    Files.writeString(files().get(0), "no picture");
    assertTrue(folder.get(key(1)).isEmpty());
    assertEquals(List.of(), files());
  }

  @Test
  void aContentThatIsNoHashNamesNoFile() {
    ThumbnailFolder folder = new ThumbnailFolder(home.resolve("small"), 1 << 20);
    folder.put("/../../evil", image());
    assertTrue(folder.get("/../../evil").isEmpty());
    assertTrue(Files.notExists(home.resolve("small")));
  }

  @Test
  void whenTheyGrowTooManyThoseUnusedForLongestGo() throws IOException {
    ThumbnailFolder generous = new ThumbnailFolder(home.resolve("small"), 1 << 20);
    IntStream.range(0, 10).forEach(i -> generous.put(key(i), image()));
    long each = Files.size(files().get(0));
    Instant longAgo = Instant.now().minus(Duration.ofDays(9));
    for (Path file : files()) {
      Files.setLastModifiedTime(file, FileTime.from(longAgo));
    }
    assertTrue(generous.get(key(3)).isPresent());
    ThumbnailFolder narrow = new ThumbnailFolder(home.resolve("small"), 5 * each);
    narrow.put(key(10), image());
    assertEquals(4, files().size());
    assertTrue(narrow.get(key(3)).isPresent());
    assertTrue(narrow.get(key(10)).isPresent());
  }

  /** Some are listed while others come and go. */
  @Test
  void severalThreadsMayKeepSmallPicturesAtATime() throws InterruptedException {
    ThumbnailFolder narrow = new ThumbnailFolder(home.resolve("small"), 2_000);
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      int first = 1000 * t;
      Thread thread =
          new Thread(
              () -> IntStream.range(first, first + 60).forEach(i -> narrow.put(key(i), image())));
      thread.setUncaughtExceptionHandler((who, failure) -> failures.add(failure));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(List.of(), failures);
  }

  @Test
  void aLargePictureIsShrunkAndASmallOneIsNot() throws IOException {
    Path large = home.resolve("large.png");
    ImageIO.write(
        new BufferedImage(3000, 1500, BufferedImage.TYPE_INT_ARGB), "png", large.toFile());
    BufferedImage small = ThumbnailMaker.make(large);
    assertEquals(List.of(320, 160), List.of(small.getWidth(), small.getHeight()));
    assertEquals(0xffffffff, small.getRGB(100, 100));
    assertEquals(64, ThumbnailMaker.make(Shelf.bonsai(home, "a", 1)).getWidth());
  }

  @Test
  void aDamagedPictureIsToldAsSuch() {
    Path file = Shelf.bonsai(home, "a", 1);
    Shelf.damage(file);
    assertThrows(IOException.class, () -> ThumbnailMaker.make(file));
  }
}
