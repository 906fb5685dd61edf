// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.EnumSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import studio.bonsai.engine.BenchmarkPlan;
import studio.bonsai.engine.BenchmarkPlan.Stage;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.kernels.Kernel;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.kernels.LibTorch;

class BenchmarkTest {
  private static final BenchmarkPlan PLAN =
      new BenchmarkPlan(EnumSet.of(Stage.OPEN), new ImageSize(64, 64), 1, 5);

  private final AtomicInteger runs = new AtomicInteger();
  private final AtomicInteger measurements = new AtomicInteger();
  private final CancelToken cancel = new CancelToken();
  private final Benchmark benchmark =
      new Benchmark(PLAN, measurement -> measurements.incrementAndGet(), cancel);

  @Test
  void aStageIsRunOnceAndThenRepeated() {
    benchmark.time(Stage.OPEN, runs::incrementAndGet);
    assertEquals(6, runs.get());
    assertEquals(1, measurements.get());
  }

  @Test
  void cancellingEndsBetweenTwoRuns() {
    Runnable canceller =
        () -> {
          runs.incrementAndGet();
          cancel.cancel();
        };
    assertThrows(CancellationException.class, () -> benchmark.time(Stage.OPEN, canceller));
    assertEquals(1, runs.get());
    assertEquals(0, measurements.get());
  }

  @Test
  void thePackedProductIsAProduct() {
    try (NDManager manager = LibTorch.newManager(Compute.cpu())) {
      NDArray x = manager.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(2, 3));
      Kernel kernel = new Kernels(manager).load("product");
      NDArray packed = kernel.compute("pack", x, 2L);
      assertArrayEquals(
          new float[] {14, 32, 32, 77}, kernel.compute("product", x, packed).toFloatArray());
    }
  }
}
