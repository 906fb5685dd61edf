// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.picture.PngFile;
import studio.bonsai.engine.train.TrainingBatch;

class PictureBatchesTest {
  private static final int PICTURES = 7;

  @TempDir Path folder;
  private final List<String> complaints = new ArrayList<>();

  private void pictures() throws IOException {
    for (int i = 0; i < PICTURES; i++) {
      byte[] rgb = new byte[3 * 12 * 10];
      for (int j = 0; j < rgb.length; j++) {
        rgb[j] = (byte) (j * 7 + 30 * i);
      }
      Files.write(folder.resolve(i + ".png"), PngFile.encode(new Pixels(12, 10, rgb), Map.of()));
    }
    StringBuilder table = new StringBuilder();
    for (int i = 0; i < PICTURES; i++) {
      table.append(
          "{\"file_name\": \"%d.png\", \"text\": [\"%d\", \"%d again\"]}\n".formatted(i, i, i));
    }
    Files.writeString(folder.resolve("metadata.jsonl"), table);
  }

  private PictureBatches open(int batchSize, long seed) {
    return new PictureBatches(
        PictureData.openCaptioned(folder, CancelToken.none()),
        new Preprocessing(8, true, true),
        CropBoxes.of(folder),
        batchSize,
        seed,
        complaints::add);
  }

  /** A batch as text: captions and all numbers. */
  private static String next(PictureBatches batches) {
    try (NDManager manager = NDManager.newBaseManager();
        TrainingBatch batch = batches.next(manager)) {
      float[] numbers = batch.pixels().orElseThrow().toFloatArray();
      return batch.captions() + " " + Arrays.hashCode(numbers);
    }
  }

  private static List<String> next(PictureBatches batches, int count) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      found.add(next(batches));
    }
    return found;
  }

  @Test
  void theSameSeedGivesTheSameBatches() throws IOException {
    pictures();
    try (PictureBatches one = open(3, 9);
        PictureBatches two = open(3, 9);
        PictureBatches other = open(3, 10)) {
      List<String> first = next(one, 10);
      assertEquals(first, next(two, 10));
      assertNotEquals(first, next(other, 10));
    }
  }

  @Test
  void aResumedRunSeesWhatItWouldHaveSeen() throws IOException {
    pictures();
    try (PictureBatches whole = open(3, 9)) {
      next(whole, 4);
      long position = whole.position();
      assertEquals(12, position);
      List<String> rest = next(whole, 6);
      try (PictureBatches resumed = open(3, 9)) {
        next(resumed, 1);
        resumed.seek(position);
        assertEquals(rest, next(resumed, 6));
      }
    }
  }

  @Test
  void anEpochShowsEachPictureOnce() throws IOException {
    pictures();
    try (PictureBatches batches = open(PICTURES, 4);
        NDManager manager = NDManager.newBaseManager()) {
      List<List<String>> epochs = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        epochs.add(batches.next(manager).captions().stream().map(c -> c.substring(0, 1)).toList());
        assertEquals(
            List.of("0", "1", "2", "3", "4", "5", "6"), epochs.get(i).stream().sorted().toList());
      }
      assertNotEquals(epochs.get(0), epochs.get(1));
      assertEquals(PICTURES, batches.size());
    }
  }

  @Test
  void numbersAreBetweenMinusOneAndOneByPlanes() throws IOException {
    byte[] rgb = new byte[3 * 64];
    for (int i = 0; i < 64; i++) {
      rgb[3 * i] = (byte) 255;
      rgb[3 * i + 1] = (byte) 51;
    }
    Files.write(folder.resolve("a.png"), PngFile.encode(new Pixels(8, 8, rgb), Map.of()));
    Files.writeString(folder.resolve("a.txt"), "x");
    try (PictureBatches batches = open(1, 1);
        NDManager manager = NDManager.newBaseManager()) {
      float[] planes = batches.next(manager).pixels().orElseThrow().toFloatArray();
      float[] expected = new float[3 * 64];
      Arrays.fill(expected, 0, 64, 1);
      Arrays.fill(expected, 64, 128, -0.6f);
      Arrays.fill(expected, 128, 192, -1);
      assertArrayEquals(expected, planes, 1e-6f);
    }
  }

  @Test
  void brokenPicturesArePassedOverAlikeInEveryRun() throws IOException {
    pictures();
    Files.writeString(folder.resolve("2.png"), "no picture");
    Files.delete(folder.resolve("5.png"));
    Files.writeString(folder.resolve("5.png"), "neither");
    try (PictureBatches whole = open(2, 9)) {
      next(whole, 3);
      long position = whole.position();
      List<String> rest = next(whole, 9);
      assertEquals(2, complaints.size(), complaints.toString());
      assertEquals(PICTURES - 2, whole.size());
      try (PictureBatches resumed = open(2, 9)) {
        resumed.seek(position);
        assertEquals(rest, next(resumed, 9));
      }
    }
  }

  @Test
  void aFolderOfBrokenPicturesEndsInASentence() throws IOException {
    pictures();
    for (int i = 0; i < PICTURES; i++) {
      Files.writeString(folder.resolve(i + ".png"), "no picture");
    }
    try (PictureBatches batches = open(2, 9)) {
      String said = assertThrows(EngineException.class, () -> next(batches)).getMessage();
      assertEquals("None of the 7 pictures in " + folder + " can be read.", said);
      assertEquals(PICTURES, complaints.size());
    }
  }

  @Test
  void orderIsTheSameWhereverOneBegins() {
    EndlessOrder one = new EndlessOrder(5, 3);
    EndlessOrder two = new EndlessOrder(5, 3);
    List<Integer> forwards = LongStream.range(0, 20).mapToObj(one::at).toList();
    List<Integer> backwards =
        new ArrayList<>(LongStream.range(0, 20).mapToObj(i -> two.at(19 - i)).toList());
    java.util.Collections.reverse(backwards);
    assertEquals(forwards, backwards);
    assertEquals(0, new EndlessOrder(1, 3).at(1_000_000_000_000L));
  }

  @Test
  void workGoesAheadButNotFar() throws InterruptedException {
    AtomicInteger done = new AtomicInteger();
    CountDownLatch four = new CountDownLatch(4);
    try (Ahead<Long> ahead =
        new Ahead<>(
            place ->
                () -> {
                  done.incrementAndGet();
                  four.countDown();
                  return place;
                },
            2,
            4)) {
      assertEquals(0, ahead.next());
      four.await();
      assertTrue(done.get() <= 4, "went ahead to " + done.get());
      assertEquals(1, ahead.next());
      ahead.seek(100);
      assertEquals(100, ahead.next());
      assertEquals(101, ahead.place());
    }
  }

  @Test
  void aFailureOfTheWorkReachesTheReader() {
    try (Ahead<Long> ahead =
        new Ahead<>(
            place ->
                () -> {
                  throw new IllegalStateException("at " + place);
                },
            1,
            2)) {
      assertEquals("at 0", assertThrows(IllegalStateException.class, ahead::next).getMessage());
    }
  }
}
