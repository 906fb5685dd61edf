// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.weights.Safetensors;

class FilePagesTest {
  private static final long MIB = 1 << 20;

  @TempDir Path folder;

  @Test
  @EnabledOnOs(OS.LINUX)
  void releasedWeightsLeaveMemoryAndKeepTheirNumbers() throws Exception {
    Path file = folder.resolve("weights.safetensors");
    try (NDManager manager = LibTorch.newManager(Compute.cpu())) {
      NDArray numbers = manager.arange(0f, 16f * MIB, 1f);
      Safetensors.write(file, Map.of("numbers", numbers), Map.of());
      try (Safetensors opened = Safetensors.open(file)) {
        NDArray mapped = opened.read(manager, "numbers");
        float sum = mapped.sum().getFloat();
        long before = mappedBytes();
        FilePages.release(List.of(mapped));
        assertTrue(before - mappedBytes() > 60 * MIB, "the pages are still in memory");
        assertEquals(sum, mapped.sum().getFloat());
      }
    }
  }

  @Test
  void numbersThatAreInNoFileStay() {
    try (NDManager manager = LibTorch.newManager(Compute.cpu())) {
      NDArray ones = manager.ones(new Shape(4 * MIB));
      FilePages.release(List.of(ones));
      assertEquals(4f * MIB, ones.sum().getFloat());
    }
  }

  private static long mappedBytes() throws Exception {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("RssFile:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
        .sum();
  }
}
