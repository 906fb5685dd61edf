// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.data.PictureLoader.Loaded;
import studio.bonsai.engine.train.TrainingBatch;
import studio.bonsai.engine.train.TrainingBatches;

/**
 * Batches of decoded pictures, loaded ahead. A position counts places in the order, those of broken
 * pictures included: they are passed over alike in every run.
 */
public final class PictureBatches implements TrainingBatches {
  private static final int BATCHES_AHEAD = 3;

  /** What became of a place. */
  private record Outcome(int index, Loaded loaded, String complaint) {}

  private final CaptionedPictures pictures;
  private final PictureLoader loader;
  private final EndlessOrder order;
  private final int batchSize;
  private final Consumer<String> complaints;
  private final BitSet broken = new BitSet();
  private final Ahead<Outcome> ahead;

  /**
   * @param pictures closed with these batches
   * @param crops may be of no picture
   * @param seed of the order and every choice
   * @param complaints hears of each picture that is left out, once, on the thread that asks for
   *     batches
   */
  public PictureBatches(
      CaptionedPictures pictures,
      Preprocessing preprocessing,
      CropBoxes crops,
      int batchSize,
      long seed,
      Consumer<String> complaints) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("a batch has 1 picture or more, got " + batchSize);
    }
    this.pictures = pictures;
    this.batchSize = batchSize;
    this.complaints = complaints;
    loader = new PictureLoader(pictures, preprocessing, crops, seed);
    order = new EndlessOrder(pictures.size(), seed);
    int threads = Runtime.getRuntime().availableProcessors() > 3 ? 2 : 1;
    ahead = new Ahead<>(this::load, threads, BATCHES_AHEAD * batchSize);
  }

  private Callable<Outcome> load(long place) {
    int index = order.at(place);
    return () -> isBroken(index) ? new Outcome(index, null, "") : load(index, place);
  }

  private Outcome load(int index, long place) {
    try {
      return new Outcome(index, loader.load(index, place), "");
    } catch (EngineException e) {
      return new Outcome(index, null, e.getMessage());
    }
  }

  private synchronized boolean isBroken(int index) {
    return broken.get(index);
  }

  /** Whether this is news. */
  private synchronized boolean markBroken(int index) {
    boolean news = !broken.get(index);
    broken.set(index);
    return news;
  }

  @Override
  public synchronized long size() {
    return (long) pictures.size() - broken.cardinality();
  }

  @Override
  public int batchSize() {
    return batchSize;
  }

  @Override
  public TrainingBatch next(NDManager owner) {
    List<Pixels> squares = new ArrayList<>();
    List<String> captions = new ArrayList<>();
    while (captions.size() < batchSize) {
      Outcome outcome = ahead.next();
      if (outcome.loaded() != null) {
        squares.add(outcome.loaded().square());
        captions.add(outcome.loaded().caption());
      } else {
        leaveOut(outcome);
      }
    }
    return TrainingBatch.ofPixels(PicturePlanes.of(owner, squares), captions);
  }

  private void leaveOut(Outcome outcome) {
    if (markBroken(outcome.index())) {
      complaints.accept(outcome.complaint());
    }
    if (size() == 0) {
      throw new EngineException(
          "None of the " + pictures.size() + " pictures in " + pictures.path() + " can be read.");
    }
  }

  @Override
  public long position() {
    return ahead.place();
  }

  @Override
  public void seek(long position) {
    ahead.seek(position);
  }

  @Override
  public void close() {
    ahead.close();
    pictures.close();
  }
}
