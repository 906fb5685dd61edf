// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.data.Draws.Purpose;
import studio.bonsai.engine.data.Shard.Place;
import studio.bonsai.engine.train.TrainingBatch;
import studio.bonsai.engine.train.TrainingBatches;
import studio.bonsai.engine.vae.Posterior;

/**
 * Batches of cached latents. Order, flips and captions are those of {@link PictureBatches} with the
 * same seed, where no picture is broken.
 */
public final class CachedBatches implements TrainingBatches {
  private final List<Shard> shards;
  private final int[] ends;
  private final boolean flip;
  private final int batchSize;
  private final EndlessOrder order;
  private final Draws draws;
  private long position;

  CachedBatches(Path folder, List<Shard> shards, boolean flip, int batchSize, long seed) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("a batch has 1 picture or more, got " + batchSize);
    }
    this.shards = shards;
    this.flip = flip;
    this.batchSize = batchSize;
    ends = new int[shards.size()];
    int end = 0;
    for (int i = 0; i < ends.length; i++) {
      end += shards.get(i).size();
      ends[i] = end;
    }
    if (end == 0) {
      throw new EngineException("None of the pictures in the cache " + folder + " could be read.");
    }
    order = new EndlessOrder(end, seed);
    draws = new Draws(seed);
  }

  @Override
  public long size() {
    return ends[ends.length - 1];
  }

  @Override
  public int batchSize() {
    return batchSize;
  }

  private Place place(int index) {
    int found = Arrays.binarySearch(ends, index + 1);
    int shard = found >= 0 ? found : -found - 1;
    // Shards of broken pictures alone end where the one before ends.
    while (shard > 0 && ends[shard - 1] == ends[shard]) {
      shard--;
    }
    return new Place(shards.get(shard), index - (shard == 0 ? 0 : ends[shard - 1]));
  }

  @Override
  public TrainingBatch next(NDManager owner) {
    List<Place> plain = new ArrayList<>();
    List<Boolean> mirrored = new ArrayList<>();
    List<String> captions = new ArrayList<>();
    List<Place> texts = new ArrayList<>();
    for (int i = 0; i < batchSize; i++, position++) {
      Place place = place(order.at(position));
      Shard shard = place.shard();
      int choice = draws.below(shard.captions(place.row()), Purpose.CAPTION, position);
      captions.add(shard.caption(place.row(), choice));
      if (shard.has("text")) {
        texts.add(new Place(shard, shard.text(place.row(), choice)));
      }
      plain.add(place);
      mirrored.add(flip && draws.below(2, Purpose.FLIP, position) == 1);
    }
    Posterior posterior =
        new Posterior(
            Shard.gather(owner, "mean", mirrored, plain),
            Shard.gather(owner, "deviation", mirrored, plain));
    TrainingBatch batch = TrainingBatch.ofLatents(posterior, captions);
    return texts.size() == batchSize ? batch.withText(Shard.gather(owner, "text", texts)) : batch;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void seek(long newPosition) {
    position = newPosition;
  }

  @Override
  public void close() {
    // Mappings go with the collector.
  }
}
