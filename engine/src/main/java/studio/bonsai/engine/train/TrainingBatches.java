// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

import ai.djl.ndarray.NDManager;

/**
 * Batches without end, in an order that depends on nothing but a seed and the place in it: order,
 * crops and flips are a function of the position, so that a run resumed at a position sees what the
 * run that never stopped would have seen.
 */
public interface TrainingBatches extends AutoCloseable {
  /** Pictures of one epoch, those that cannot be read left out. */
  long size();

  /** Pictures in a batch; every batch is full, the last of an epoch goes on into the next. */
  int batchSize();

  /**
   * The next batch. May be called on another thread than the one that trains, never on two at once.
   *
   * @param owner of the arrays; on the CPU
   * @throws studio.bonsai.engine.EngineException when no picture can be read any more
   */
  TrainingBatch next(NDManager owner);

  /** Pictures handed out since the very beginning, over all epochs: what a checkpoint keeps. */
  long position();

  /**
   * Goes on as if so many pictures had been handed out.
   *
   * @param position as {@link #position} told it, of batches of the same data, size and seed
   */
  void seek(long position);

  @Override
  void close();
}
