// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import studio.bonsai.engine.TrainingSettings;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.kernels.Recording;

/** A thread that computes gradients of its part of each batch. */
final class Worker implements AutoCloseable {
  private final long seed;
  private final boolean sparing;
  private final NDManager manager;
  private final Kernels kernels;
  private final Leaves leaves;
  private final Objective objective;
  private final ExecutorService thread;

  /** Alone, it uses all threads inside an operator. */
  Worker(Lesson lesson, TrainingSettings settings, NDManager parent) {
    seed = settings.seed();
    sparing = settings.gradientCheckpointing();
    boolean alone = settings.workers() == 1;
    manager = parent.newSubManager();
    kernels = new Kernels(manager);
    leaves = new Leaves(lesson.weights());
    objective = lesson.objective(leaves, kernels);
    thread =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread made = new Thread(() -> run(work, alone), "training worker");
              made.setDaemon(true);
              return made;
            });
  }

  private static void run(Runnable work, boolean alone) {
    if (!alone) {
      LibTorch.setThreads(1);
    }
    work.run();
  }

  /**
   * Adds the gradients of a part of a batch to those that are there.
   *
   * @param factor of the mean loss over the part
   * @return the terms of the loss, its sum first
   */
  Future<Map<String, Double>> learn(TrainingBatch batch, Draws.Part part, double factor) {
    return thread.submit(() -> compute(batch, part, factor));
  }

  private Map<String, Double> compute(TrainingBatch batch, Draws.Part part, double factor) {
    try (Recording recording = Recording.begin(sparing);
        NDManager scope = manager.newSubManager()) {
      TrainingBatch own = batch.part(scope, part.from(), part.to());
      Draws draws = new Draws(seed, part, kernels);
      LossTerms terms = objective.loss(own, draws, new StepScope(scope, recording));
      Map<String, Double> values = new LinkedHashMap<>();
      values.put(LossLog.TOTAL, (double) terms.total().getFloat());
      terms.values().forEach((name, value) -> values.put(name, (double) value.getFloat()));
      NDArray gradient = scope.create((float) factor).toDevice(scope.getDevice(), false);
      recording.backward(terms.total(), gradient);
      return values;
    }
  }

  SortedMap<String, NDArray> gradients() {
    return leaves.gradients();
  }

  @Override
  public void close() {
    thread.shutdownNow();
    leaves.close();
    kernels.close();
    manager.close();
  }
}
