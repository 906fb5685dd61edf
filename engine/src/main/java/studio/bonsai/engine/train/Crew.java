// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import studio.bonsai.engine.TrainingSettings;
import studio.bonsai.engine.kernels.Kernel;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.kernels.LibTorch;

/** The workers that share every batch. Their gradients are summed in one order, always the same. */
public final class Crew implements AutoCloseable {
  private final List<Worker> workers = new ArrayList<>();
  private final Kernel kernel;

  public Crew(Lesson lesson, TrainingSettings settings, Kernels kernels, NDManager manager) {
    kernel = kernels.load("train");
    int threads = LibTorch.threads();
    for (int i = 0; i < settings.workers(); i++) {
      workers.add(new Worker(lesson, settings, manager));
    }
    // A worker's one thread becomes everybody's default.
    LibTorch.setThreads(threads);
  }

  /**
   * Adds the gradients of a batch to those that are there.
   *
   * @param number of the batch, over all steps
   * @param factor of the mean loss over the batch
   * @return the terms of the mean loss, its sum first
   */
  public Map<String, Double> learn(TrainingBatch batch, long number, double factor) {
    int size = batch.size();
    List<Future<Map<String, Double>>> parts = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    for (int i = 0; i < workers.size(); i++) {
      int from = size * i / workers.size();
      int to = size * (i + 1) / workers.size();
      double share = (double) (to - from) / size;
      shares.add(share);
      Draws.Part part = new Draws.Part(number, size, from, to);
      parts.add(workers.get(i).learn(batch, part, factor * share));
    }
    Map<String, Double> terms = new LinkedHashMap<>();
    List<RuntimeException> failures = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      double share = shares.get(i);
      await(parts.get(i), failures)
          .forEach((name, value) -> terms.merge(name, share * value, Double::sum));
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted");
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
    return terms;
  }

  /**
   * All workers are waited for, also when one fails or this thread is interrupted: they still use
   * the batch.
   */
  private static Map<String, Double> await(
      Future<Map<String, Double>> part, List<RuntimeException> failures) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return part.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      failures.add(
          e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause()));
      return Map.of();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The summed gradients of all weights that took part, to be changed in place. */
  public SortedMap<String, NDArray> gradients() {
    SortedMap<String, NDArray> sum = workers.get(0).gradients();
    for (Worker worker : workers.subList(1, workers.size())) {
      kernel
          .compute(
              "plus", new ArrayList<>(sum.values()), new ArrayList<>(worker.gradients().values()))
          .close();
    }
    return sum;
  }

  /** Forgets all gradients. */
  public void zero() {
    for (Worker worker : workers) {
      kernel.compute("zero", new ArrayList<>(worker.gradients().values())).close();
    }
  }

  @Override
  public void close() {
    workers.forEach(Worker::close);
  }
}
