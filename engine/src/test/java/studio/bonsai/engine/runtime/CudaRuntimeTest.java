// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.util.cuda.CudaLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CudaRuntimeTest {
  @TempDir Path folder;

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.createFile(file);
  }

  @Test
  void liesBesideLibtorchUnderANameOfItsOwn() throws IOException {
    Path cudart = file("lib/libcudart-218eec4c.so.12");
    file("lib/libcudnn.so.9");
    assertEquals(
        Optional.of(cudart), CudaRuntime.find(folder.resolve("lib"), OperatingSystem.LINUX));
  }

  @Test
  void liesInAPackageOfItsOwnInAPythonEnvironment() throws IOException {
    Path cudart = file("site-packages/nvidia/cuda_runtime/lib/libcudart.so.12");
    Path lib = file("site-packages/torch/lib/libtorch.so").getParent();
    assertEquals(Optional.of(cudart), CudaRuntime.find(lib, OperatingSystem.LINUX));
  }

  @Test
  void isADllOnWindows() throws IOException {
    Path cudart = file("lib/cudart64_12.dll");
    file("lib/cudart.lib");
    assertEquals(
        Optional.of(cudart), CudaRuntime.find(folder.resolve("lib"), OperatingSystem.WINDOWS));
  }

  @Test
  void tellsTheFreeMemoryOfTheDeviceThatIsMeant() {
    FakeRuntime fake = new FakeRuntime(2);
    CudaRuntime runtime = new CudaRuntime(Optional.of(fake));
    assertEquals(Optional.of(2), runtime.deviceCount());
    assertEquals(OptionalLong.of(1000), runtime.free(0));
    assertEquals(OptionalLong.of(1001), runtime.free(1));
    assertEquals(0, fake.current, "the process's own device is put back");
  }

  @Test
  void aDeviceThatIsNotThereHasNoFreeMemory() {
    assertEquals(OptionalLong.empty(), new CudaRuntime(Optional.of(new FakeRuntime(1))).free(3));
  }

  @Test
  void aRuntimeThatFailsShowsNoDevice() {
    assertEquals(Optional.of(0), new CudaRuntime(Optional.of(new FakeRuntime(-1))).deviceCount());
  }

  @Test
  void withoutARuntimeNothingIsKnown() {
    CudaRuntime none = CudaRuntime.of(Optional.empty());
    assertEquals(Optional.empty(), none.deviceCount());
    assertEquals(OptionalLong.empty(), none.free(0));
  }

  /** So many devices, each with 1000 bytes free and as many more as its index. */
  private static final class FakeRuntime implements CudaLibrary {
    private final int devices;
    private int current;

    FakeRuntime(int devices) {
      this.devices = devices;
    }

    @Override
    public int cudaGetDeviceCount(int[] deviceCount) {
      deviceCount[0] = devices;
      return devices < 0 ? INSUFFICIENT_DRIVER : 0;
    }

    @Override
    public int cudaRuntimeGetVersion(int[] runtimeVersion) {
      runtimeVersion[0] = 12080;
      return 0;
    }

    @Override
    public int cudaDeviceGetAttribute(int[] pi, int attr, int device) {
      return ERROR_NO_DEVICE;
    }

    @Override
    public int cudaMemGetInfo(long[] free, long[] total) {
      free[0] = 1000L + current;
      total[0] = 2000;
      return 0;
    }

    @Override
    public int cudaSetDevice(int device) {
      if (device >= devices) {
        return ERROR_NO_DEVICE;
      }
      current = device;
      return 0;
    }

    @Override
    public int cudaGetDevice(int[] device) {
      device[0] = current;
      return 0;
    }

    @Override
    public String cudaGetErrorString(int code) {
      return "error " + code;
    }
  }
}
