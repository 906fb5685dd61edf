// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.dreambooth;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import studio.bonsai.engine.train.TrainingBatch;
import studio.bonsai.engine.train.TrainingBatches;

/** Batches whose first half is of the subject's photos and whose second half is of its class. */
public final class PairedBatches implements TrainingBatches {
  private static final int BITS = 31;

  private final TrainingBatches subject;
  private final TrainingBatches ofClass;

  /**
   * @param subject pixels, closed with these batches
   * @param ofClass pixels, as many in a batch; closed with these batches
   */
  public PairedBatches(TrainingBatches subject, TrainingBatches ofClass) {
    if (subject.batchSize() != ofClass.batchSize()) {
      throw new IllegalArgumentException("a batch has as many photos as class pictures");
    }
    this.subject = subject;
    this.ofClass = ofClass;
  }

  @Override
  public long size() {
    return subject.size();
  }

  @Override
  public int batchSize() {
    return subject.batchSize() + ofClass.batchSize();
  }

  @Override
  public TrainingBatch next(NDManager owner) {
    try (TrainingBatch photos = subject.next(owner);
        TrainingBatch others = ofClass.next(owner)) {
      NDArray pixels = photos.pixels().orElseThrow().concat(others.pixels().orElseThrow());
      List<String> captions = new ArrayList<>(photos.captions());
      captions.addAll(others.captions());
      return TrainingBatch.ofPixels(pixels, captions);
    }
  }

  /** Both positions in one number: broken pictures may have moved them apart. */
  @Override
  public long position() {
    return (long) Math.toIntExact(ofClass.position()) << BITS | Math.toIntExact(subject.position());
  }

  @Override
  public void seek(long position) {
    subject.seek(position & Integer.MAX_VALUE);
    ofClass.seek(position >>> BITS);
  }

  @Override
  public void close() {
    subject.close();
    ofClass.close();
  }
}
