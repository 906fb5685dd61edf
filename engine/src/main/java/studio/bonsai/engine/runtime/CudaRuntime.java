// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runtime;

import ai.djl.util.cuda.CudaLibrary;
import com.sun.jna.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * CUDA's runtime, the very copy that libtorch uses: DJL's own look-up finds only an installed CUDA
 * toolkit, which who has torch need not have.
 */
public final class CudaRuntime {
  private final Optional<CudaLibrary> runtime;

  CudaRuntime(Optional<CudaLibrary> runtime) {
    this.runtime = runtime;
  }

  /**
   * @param library what this process runs on; empty when it was not chosen by this program
   */
  public static CudaRuntime of(Optional<TorchLibrary> library) {
    OperatingSystem system = Surroundings.ofThisProcess().system();
    return new CudaRuntime(
        library
            .filter(TorchLibrary::cuda)
            .flatMap(l -> find(l.folder(), system))
            .flatMap(CudaRuntime::open));
  }

  /** The runtime lies beside libtorch, under a name of its own, or in a package of its own. */
  static Optional<Path> find(Path folder, OperatingSystem system) {
    return named(folder, system)
        .or(() -> named(folder.resolve("../../nvidia/cuda_runtime/lib").normalize(), system));
  }

  private static Optional<Path> named(Path folder, OperatingSystem system) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.getFileName().toString().matches("(lib)?cudart.*"))
          .filter(f -> system.isLibrary(f.getFileName().toString()))
          .sorted()
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<CudaLibrary> open(Path file) {
    try {
      return Optional.of(Native.load(file.toString(), CudaLibrary.class));
    } catch (LinkageError e) {
      return Optional.empty();
    }
  }

  /** How many GPUs this process may use; empty when that cannot be asked. */
  public Optional<Integer> deviceCount() {
    int[] count = new int[1];
    return runtime.map(r -> r.cudaGetDeviceCount(count) == 0 ? count[0] : 0);
  }

  /**
   * Free memory of a GPU in bytes, as every program on it leaves it; empty when that cannot be
   * asked.
   */
  public OptionalLong free(int device) {
    return memory(device).map(m -> OptionalLong.of(m.free())).orElse(OptionalLong.empty());
  }

  /** All memory of a GPU in bytes; empty when that cannot be asked. */
  public OptionalLong total(int device) {
    return memory(device).map(m -> OptionalLong.of(m.total())).orElse(OptionalLong.empty());
  }

  private record Memory(long free, long total) {}

  private Optional<Memory> memory(int device) {
    if (runtime.isEmpty()) {
      return Optional.empty();
    }
    CudaLibrary cuda = runtime.get();
    int[] before = new int[1];
    if (cuda.cudaGetDevice(before) != 0 || cuda.cudaSetDevice(device) != 0) {
      return Optional.empty();
    }
    long[] free = new long[1];
    long[] total = new long[1];
    boolean told = cuda.cudaMemGetInfo(free, total) == 0;
    cuda.cudaSetDevice(before[0]);
    return told ? Optional.of(new Memory(free[0], total[0])) : Optional.empty();
  }
}
