// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runtime;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import studio.bonsai.engine.Gpu;

/** NVIDIA's driver, asked directly: it is there without any libtorch for CUDA. */
public final class NvidiaDriver {
  /** The few functions of CUDA's driver interface that are needed; each returns 0 on success. */
  interface Calls extends Library {
    int cuInit(int flags);

    int cuDeviceGetCount(int[] count);

    int cuDeviceGet(int[] device, int ordinal);

    int cuDeviceGetName(byte[] name, int length, int device);

    @SuppressWarnings("checkstyle:MethodName")
    int cuDeviceTotalMem_v2(long[] bytes, int device);
  }

  private static final int NAME_LENGTH = 256;

  private final Optional<Calls> calls;
  private final Surroundings surroundings;
  private final Path root;

  NvidiaDriver(Optional<Calls> calls, Surroundings surroundings, Path root) {
    this.calls = calls;
    this.surroundings = surroundings;
    this.root = root;
  }

  /** The driver of this machine, or the lack of one. */
  public static NvidiaDriver ofThisMachine() {
    Surroundings surroundings = Surroundings.ofThisProcess();
    return new NvidiaDriver(open(surroundings.system()), surroundings, Path.of("/"));
  }

  private static Optional<Calls> open(OperatingSystem system) {
    if (system == OperatingSystem.MACOS) {
      return Optional.empty();
    }
    try {
      String name = system == OperatingSystem.WINDOWS ? "nvcuda" : "libcuda.so.1";
      return Optional.of(Native.load(name, Calls.class));
    } catch (LinkageError e) {
      return Optional.empty(); // That is how a machine without a driver looks.
    }
  }

  /** Whether programs can load the driver, as libtorch for CUDA must. */
  public boolean isThere() {
    return calls.isPresent();
  }

  /**
   * Whether a GPU seems to be in this machine, judged by files alone, in no time. A container may
   * see the GPU's files but lack the driver's library.
   */
  public boolean seemsToHaveGpu() {
    return switch (surroundings.system()) {
      case LINUX -> isThere() && (hasEntries("proc/driver/nvidia/gpus") || isWindowsSubsystem());
      case WINDOWS -> isThere();
      case MACOS -> false;
    };
  }

  private boolean isWindowsSubsystem() {
    return Files.exists(root.resolve("dev/dxg"));
  }

  private boolean hasEntries(String folder) {
    Path path = root.resolve(folder);
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.findAny().isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  /** All GPUs that CUDA may use; wakes them up, which can take a second. */
  public List<Gpu> gpus() {
    List<Gpu> gpus = new ArrayList<>();
    int[] count = new int[1];
    if (calls.isPresent()
        && calls.get().cuInit(0) == 0
        && calls.get().cuDeviceGetCount(count) == 0) {
      for (int i = 0; i < count[0]; i++) {
        gpus.add(describe(calls.get(), i));
      }
    }
    return gpus;
  }

  private static Gpu describe(Calls calls, int index) {
    int[] device = new int[1];
    byte[] name = new byte[NAME_LENGTH];
    long[] memory = new long[1];
    boolean told =
        calls.cuDeviceGet(device, index) == 0
            && calls.cuDeviceGetName(name, NAME_LENGTH, device[0]) == 0
            && calls.cuDeviceTotalMem_v2(memory, device[0]) == 0;
    return told ? new Gpu(index, text(name), memory[0]) : new Gpu(index, "unknown", 0);
  }

  private static String text(byte[] terminated) {
    int end = 0;
    while (end < terminated.length && terminated[end] != 0) {
      end++;
    }
    return new String(terminated, 0, end, StandardCharsets.UTF_8);
  }
}
