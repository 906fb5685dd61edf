// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data;

import ai.djl.ndarray.NDManager;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.EngineException;

/**
 * What a model's encoders made of all pictures and captions, in files of some hundred rows each.
 * The folder is named by a fingerprint of all that goes into it, so that it is never used for
 * anything else; a shard is there whole or not at all, so that filling goes on where it was cut.
 */
public final class LatentCache {
  private static final long SHARD_BYTES = 64L << 20;
  private static final int MOST_ROWS = 2048;
  private static final int DIGITS = 16;

  private final CaptionedPictures pictures;
  private final Preprocessing preprocessing;
  private final CropBoxes crops;
  private final CacheEncoder encoder;
  private final Path folder;
  private final int rowsOfAShard;

  /**
   * @param root where caches lie, a folder each
   * @throws IllegalArgumentException with random crops: there is not one latent a picture then
   */
  public LatentCache(
      Path root,
      CaptionedPictures pictures,
      Preprocessing preprocessing,
      CropBoxes crops,
      CacheEncoder encoder) {
    this(root, pictures, preprocessing, crops, encoder, rowsOfAShard(preprocessing));
  }

  LatentCache(
      Path root,
      CaptionedPictures pictures,
      Preprocessing preprocessing,
      CropBoxes crops,
      CacheEncoder encoder,
      int rowsOfAShard) {
    if (preprocessing.randomCrop()) {
      throw new IllegalArgumentException(
          "random crops cannot be cached: every sight of a picture is another; crop the middle, or"
              + " leave the cache");
    }
    this.pictures = pictures;
    this.preprocessing = preprocessing;
    this.crops = crops;
    this.encoder = encoder;
    this.rowsOfAShard = rowsOfAShard;
    this.folder = root.resolve(fingerprint());
  }

  private String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String settings =
          String.join(
              "\n",
              "2",
              encoder.fingerprint(),
              Boolean.toString(encoder.captions().isPresent()),
              preprocessing.toString(),
              crops.describe(),
              Integer.toString(rowsOfAShard));
      digest.update(settings.getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < pictures.size(); i++) {
        digest.update((pictures.name(i) + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(captions(i).getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Those that cannot be read are told of when the cache is filled. */
  private String captions(int index) {
    try {
      return String.join("\n", pictures.captions(index)) + "\0";
    } catch (EngineException e) {
      return "\0";
    }
  }

  /** Where this cache lies. */
  public Path folder() {
    return folder;
  }

  private static int rowsOfAShard(Preprocessing preprocessing) {
    long about = (long) preprocessing.size() * preprocessing.size();
    return (int) Math.max(16, Math.min(MOST_ROWS, SHARD_BYTES / about));
  }

  private int shards() {
    return (pictures.size() + rowsOfAShard - 1) / rowsOfAShard;
  }

  private Path shard(int number) {
    return folder.resolve(String.format(Locale.ROOT, "shard-%06d.safetensors", number));
  }

  /**
   * Encodes what is not there yet.
   *
   * @param manager of a scope in which the encoders compute
   * @param batchSize pictures that are encoded at once
   * @param progress hears of the pictures that are done, those of earlier runs too
   * @param complaints hears of each picture that is left out
   * @throws java.util.concurrent.CancellationException when cancelled; what is done stays
   */
  public void fill(
      NDManager manager,
      int batchSize,
      LongConsumer progress,
      Consumer<String> complaints,
      CancelToken cancel) {
    PictureLoader loader = new PictureLoader(pictures, preprocessing.withoutFlip(), crops, 0);
    for (int i = 0; i < shards(); i++) {
      int first = i * rowsOfAShard;
      int end = Math.min(pictures.size(), first + rowsOfAShard);
      if (!Files.exists(shard(i))) {
        new ShardWriter(pictures, loader, encoder, preprocessing.flip(), batchSize)
            .write(shard(i), first, end, manager, complaints, cancel);
      }
      progress.accept(end);
    }
  }

  /**
   * Batches of what is cached.
   *
   * @param seed of the order and every choice
   * @throws EngineException when the cache is not full, or damaged
   */
  public CachedBatches batches(int batchSize, long seed) {
    List<Shard> open = new ArrayList<>();
    for (int i = 0; i < shards(); i++) {
      if (!Files.exists(shard(i))) {
        throw new EngineException(
            "The cache " + folder + " is not complete; fill it before it is used.");
      }
      open.add(Shard.open(shard(i)));
    }
    pictures.close();
    return new CachedBatches(folder, open, preprocessing.flip(), batchSize, seed);
  }
}
