// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.Gpu;

class NvidiaDriverTest {
  @TempDir Path root;

  private NvidiaDriver driver(NvidiaDriver.Calls calls) {
    return new NvidiaDriver(Optional.ofNullable(calls), new World(root).surroundings(), root);
  }

  private void plugIn() throws IOException {
    Files.createDirectories(root.resolve("proc/driver/nvidia/gpus/0000:01:00.0"));
  }

  @Test
  void tellsNameAndMemoryOfEachGpu() {
    assertEquals(
        List.of(new Gpu(0, "Fake GPU 7", 8L << 30), new Gpu(1, "Fake GPU 8", 16L << 30)),
        driver(new FakeDriver(0)).gpus());
  }

  @Test
  void aDriverThatDoesNotStartShowsNoGpu() {
    assertEquals(List.of(), driver(new FakeDriver(999)).gpus());
  }

  @Test
  void withoutADriverThereIsNoGpu() throws IOException {
    plugIn();
    NvidiaDriver none = driver(null);
    assertFalse(none.isThere());
    assertFalse(none.seemsToHaveGpu());
    assertEquals(List.of(), none.gpus());
  }

  @Test
  void aDriverWithoutAGpuIsNoReasonForAdvice() throws IOException {
    NvidiaDriver driver = driver(new FakeDriver(0));
    assertFalse(driver.seemsToHaveGpu());
    plugIn();
    assertTrue(driver.seemsToHaveGpu());
  }

  @Test
  void theWindowsSubsystemShowsItsGpuElsewhere() throws IOException {
    Files.createDirectories(root.resolve("dev"));
    Files.createFile(root.resolve("dev/dxg"));
    assertTrue(driver(new FakeDriver(0)).seemsToHaveGpu());
  }

  /** Two GPUs; the devices' handles are 7 and 8. */
  static final class FakeDriver implements NvidiaDriver.Calls {
    private final int initial;

    FakeDriver(int initial) {
      this.initial = initial;
    }

    @Override
    public int cuInit(int flags) {
      return initial;
    }

    @Override
    public int cuDeviceGetCount(int[] count) {
      count[0] = 2;
      return 0;
    }

    @Override
    public int cuDeviceGet(int[] device, int ordinal) {
      device[0] = ordinal + 7;
      return 0;
    }

    @Override
    public int cuDeviceGetName(byte[] name, int length, int device) {
      byte[] text = ("Fake GPU " + device).getBytes(StandardCharsets.UTF_8);
      System.arraycopy(text, 0, name, 0, text.length);
      return 0;
    }

    @Override
    public int cuDeviceTotalMem_v2(long[] bytes, int device) {
      bytes[0] = (device - 6L) * (8L << 30);
      return 0;
    }
  }
}
