// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.picture.PngFile;
import studio.bonsai.engine.train.TrainingBatch;
import studio.bonsai.engine.vae.Posterior;

class LatentCacheTest {
  private static final int PICTURES = 7;
  private static final Preprocessing EIGHT = new Preprocessing(8, false, true);

  @TempDir Path data;
  @TempDir Path root;
  private final NDManager manager = NDManager.newBaseManager();
  private final List<String> complaints = new ArrayList<>();
  private int encoded;

  /** The pictures themselves for latents, and each caption's length and first letter for text. */
  private final CacheEncoder encoder =
      new CacheEncoder(this::encode, Optional.of(this::read), "weights");

  private Posterior encode(NDArray pixels) {
    encoded += (int) pixels.getShape().get(0);
    return new Posterior(pixels.duplicate(), pixels.mul(0).add(0.5f));
  }

  private NDArray read(List<String> captions) {
    float[] numbers = new float[2 * captions.size()];
    for (int i = 0; i < captions.size(); i++) {
      numbers[2 * i] = captions.get(i).length();
      numbers[2 * i + 1] = captions.get(i).charAt(0);
    }
    return manager.create(numbers, new Shape(captions.size(), 1, 2));
  }

  @BeforeEach
  void drawPictures() throws IOException {
    for (int i = 0; i < PICTURES; i++) {
      byte[] rgb = new byte[3 * 12 * 10];
      for (int j = 0; j < rgb.length; j++) {
        rgb[j] = (byte) (j * 7 + 30 * i);
      }
      Files.write(data.resolve(i + ".png"), PngFile.encode(new Pixels(12, 10, rgb), Map.of()));
    }
    StringBuilder table = new StringBuilder();
    for (int i = 0; i < PICTURES; i++) {
      table.append(
          "{\"file_name\": \"%d.png\", \"text\": [\"%dü\", \"%d again\"]}\n".formatted(i, i, i));
    }
    Files.writeString(data.resolve("metadata.jsonl"), table);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private CaptionedPictures pictures() {
    return PictureData.openCaptioned(data, CancelToken.none());
  }

  private LatentCache cache() {
    return new LatentCache(root, pictures(), EIGHT, CropBoxes.of(data), encoder, 3);
  }

  private void fill(LatentCache cache, CancelToken cancel) {
    cache.fill(manager, 2, done -> {}, complaints::add, cancel);
  }

  private CachedBatches filled(int batchSize) {
    LatentCache cache = cache();
    fill(cache, CancelToken.none());
    return cache.batches(batchSize, 9);
  }

  @Test
  void cachedBatchesAreThoseOfThePictures() {
    try (CachedBatches cached = filled(3);
        PictureBatches direct =
            new PictureBatches(pictures(), EIGHT, CropBoxes.of(data), 3, 9, complaints::add)) {
      for (int i = 0; i < 10; i++) {
        TrainingBatch one = cached.next(manager);
        TrainingBatch other = direct.next(manager);
        assertEquals(other.captions(), one.captions());
        float[] expected = other.pixels().orElseThrow().toFloatArray();
        assertArrayEquals(
            expected, one.posterior().orElseThrow().mean().toFloatArray(), "batch " + i);
        assertEquals(0.5f, one.posterior().orElseThrow().deviation().max().getFloat());
        assertArrayEquals(
            read(other.captions()).toFloatArray(), one.text().orElseThrow().toFloatArray());
        assertEquals(new Shape(3, 1, 2), one.text().orElseThrow().getShape());
        assertEquals(direct.position(), cached.position());
      }
    }
  }

  @Test
  void aResumedRunSeesWhatItWouldHaveSeen() {
    try (CachedBatches whole = filled(2);
        CachedBatches resumed = cache().batches(2, 9)) {
      whole.next(manager);
      resumed.seek(whole.position());
      for (int i = 0; i < 8; i++) {
        TrainingBatch one = whole.next(manager);
        TrainingBatch other = resumed.next(manager);
        assertEquals(one.captions(), other.captions());
        assertEquals(one.posterior().orElseThrow().mean(), other.posterior().orElseThrow().mean());
      }
    }
  }

  @Test
  void fillingGoesOnWhereItWasCut() throws IOException {
    CancelToken cancel = new CancelToken();
    LatentCache cache = cache();
    assertThrows(
        CancellationException.class,
        () -> cache.fill(manager, 2, done -> cancel.cancel(), complaints::add, cancel));
    assertEquals(6, encoded, "three pictures, each as it is and mirrored");
    String said = assertThrows(EngineException.class, () -> cache.batches(2, 9)).getMessage();
    assertTrue(said.endsWith("is not complete; fill it before it is used."), said);
    try (Stream<Path> files = Files.list(cache.folder())) {
      assertEquals(
          List.of("shard-000000.safetensors"), files.map(f -> f.getFileName().toString()).toList());
    }
    Path first = cache.folder().resolve("shard-000000.safetensors");
    FileTime written = Files.getLastModifiedTime(first);
    filled(2).close();
    assertEquals(2 * PICTURES, encoded);
    assertEquals(written, Files.getLastModifiedTime(first));
    filled(2).close();
    assertEquals(2 * PICTURES, encoded, "nothing is done twice");
  }

  @Test
  void brokenPicturesAreLeftOut() throws IOException {
    for (int i : new int[] {1, 3, 4, 5}) {
      Files.writeString(data.resolve(i + ".png"), "no picture");
    }
    try (CachedBatches batches = filled(3)) {
      assertEquals(3, batches.size());
      assertEquals(4, complaints.size(), complaints.toString());
      TrainingBatch batch = batches.next(manager);
      assertEquals(
          List.of("0", "2", "6"),
          batch.captions().stream().map(c -> c.substring(0, 1)).sorted().toList());
    }
  }

  @Test
  void aCacheOfNothingIsSaidSo() throws IOException {
    for (int i = 0; i < PICTURES; i++) {
      Files.writeString(data.resolve(i + ".png"), "no picture");
    }
    String said = assertThrows(EngineException.class, () -> filled(3)).getMessage();
    assertTrue(said.startsWith("None of the pictures in the cache"), said);
  }

  @Test
  void whateverChangesTheNumbersMakesAnotherCache() throws IOException {
    Path folder = cache().folder();
    assertEquals(folder, cache().folder());
    CacheEncoder other = new CacheEncoder(this::encode, Optional.of(this::read), "others");
    CacheEncoder silent = new CacheEncoder(this::encode, Optional.empty(), "weights");
    CropBoxes none = CropBoxes.of(data);
    for (LatentCache changed :
        List.of(
            new LatentCache(root, pictures(), EIGHT, none, other, 3),
            new LatentCache(root, pictures(), EIGHT, none, silent, 3),
            new LatentCache(root, pictures(), EIGHT.withoutFlip(), none, encoder, 3))) {
      assertNotEquals(folder, changed.folder());
    }
    Files.writeString(data.resolve("crops.json"), "{\"1.png\": {\"x\":0,\"y\":0,\"size\":5}}");
    assertNotEquals(folder, cache().folder());
    Files.delete(data.resolve("crops.json"));
    Path table = data.resolve("metadata.jsonl");
    String captions = Files.readString(table);
    Files.writeString(table, captions.replace("5 again", "5 anew"));
    assertNotEquals(folder, cache().folder());
    Files.writeString(table, captions);
    assertEquals(folder, cache().folder());
    Files.delete(data.resolve("3.png"));
    assertNotEquals(folder, cache().folder());
  }

  @Test
  void randomCropsAreRefused() {
    Preprocessing random = new Preprocessing(8, true, false);
    CaptionedPictures pictures = pictures();
    CropBoxes none = CropBoxes.of(data);
    String said =
        assertThrows(
                IllegalArgumentException.class,
                () -> new LatentCache(root, pictures, random, none, encoder))
            .getMessage();
    assertTrue(said.startsWith("random crops cannot be cached"), said);
  }

  @Test
  void aDamagedShardIsSaidSo() throws IOException {
    filled(2).close();
    Path shard = cache().folder().resolve("shard-000001.safetensors");
    byte[] whole = Files.readAllBytes(shard);
    Files.write(shard, java.util.Arrays.copyOf(whole, whole.length - 9));
    String said = assertThrows(EngineException.class, () -> cache().batches(2, 9)).getMessage();
    assertTrue(said.contains("shard-000001.safetensors is not a whole"), said);
  }

  @Test
  void withoutATextEncoderOnlyLatentsAreKept() {
    CacheEncoder silent = new CacheEncoder(this::encode, Optional.empty(), "weights");
    LatentCache cache = new LatentCache(root, pictures(), EIGHT, CropBoxes.of(data), silent, 3);
    fill(cache, CancelToken.none());
    try (CachedBatches batches = cache.batches(2, 9)) {
      TrainingBatch batch = batches.next(manager);
      assertTrue(batch.text().isEmpty());
      assertEquals(2, batch.captions().size());
    }
  }
}
