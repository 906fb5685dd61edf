// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.TrainingSettings;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.runs.SmallRuns;

class CrewTest {
  private final NDManager manager = LibTorch.newManager(Compute.cpu());
  private final Kernels kernels = new Kernels(manager);
  private final CountDownLatch bothAtWork = new CountDownLatch(2);
  private final AtomicInteger done = new AtomicInteger();

  @AfterEach
  void close() {
    kernels.close();
    manager.close();
  }

  /** One weight, drawn to zero; what each worker does before it is done takes a while. */
  private final class Slow implements Lesson {
    private final MasterWeights weights = new MasterWeights();

    Slow() {
      NDArray one =
          weights.from("net", (name, shape) -> manager.ones(new Shape(shape))).get("w", 2);
      assertEquals(2, one.size());
    }

    @Override
    public MasterWeights weights() {
      return weights;
    }

    @Override
    public Objective objective(Leaves leaves, Kernels own) {
      Losses losses = new Losses(own);
      return (batch, draws, scope) -> {
        bothAtWork.countDown();
        try {
          bothAtWork.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
        NDArray zero = scope.manager().zeros(new Shape(2));
        NDArray loss = losses.meanSquared(leaves.at("net").get("w", 2), zero);
        done.incrementAndGet();
        return new LossTerms().plus("task", loss, 1);
      };
    }
  }

  @Test
  void whoIsInterruptedLeavesWhenNobodyIsAtWorkAnyMore() {
    TrainingSettings settings = SmallRuns.request(Path.of("pictures"), 1).settings();
    try (Crew crew = new Crew(new Slow(), settings, kernels, manager)) {
      NDArray pixels = manager.zeros(new Shape(2, 3, 8, 8));
      TrainingBatch batch = TrainingBatch.ofPixels(pixels, List.of("a", "b"));
      Thread.currentThread().interrupt();
      assertThrows(CancellationException.class, () -> crew.learn(batch, 0, 1));
      assertEquals(2, done.get());
      assertTrue(Thread.interrupted());
    }
  }
}
