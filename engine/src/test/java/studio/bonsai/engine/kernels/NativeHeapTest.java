// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.kernels;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import studio.bonsai.engine.Compute;

class NativeHeapTest {
  private static final int BLOCKS = 300;
  private static final int MEBIBYTE = 1 << 20;

  @Test
  @EnabledOnOs(OS.LINUX)
  void whatLiesBelowABlockInUseIsGivenBack() throws IOException {
    try (NDManager manager = LibTorch.newManager(Compute.cpu())) {
      // From now on the library takes blocks of this size from its heap.
      manager.ones(new Shape(4 * MEBIBYTE)).close();
      List<NDArray> blocks = new ArrayList<>();
      for (int i = 0; i < BLOCKS; i++) {
        blocks.add(manager.ones(new Shape(MEBIBYTE / Float.BYTES)));
      }
      blocks.subList(0, BLOCKS - 1).forEach(NDArray::close);
      long before = residentMebibytes();
      NativeHeap.giveBack();
      long after = residentMebibytes();
      assertTrue(before - after > BLOCKS / 2, before + " MiB before, " + after + " after");
    }
  }

  private static long residentMebibytes() throws IOException {
    String line =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(l -> l.startsWith("RssAnon"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
  }
}
