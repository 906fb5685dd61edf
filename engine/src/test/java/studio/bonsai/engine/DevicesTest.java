// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import studio.bonsai.engine.runtime.LibrarySelection;
import studio.bonsai.engine.runtime.TorchLibrary;

class DevicesTest {
  private static EngineOptions options(String device, Precision precision) {
    return new EngineOptions(
        DeviceName.parse(device),
        Optional.ofNullable(precision),
        MemoryMode.BALANCED,
        OptionalInt.empty(),
        false);
  }

  private static LibrarySelection selection(boolean deliberate, Boolean cuda) {
    return new LibrarySelection(
        Optional.ofNullable(cuda).map(c -> new TorchLibrary(Path.of("lib"), "2.7.1", c)),
        "",
        deliberate);
  }

  @Test
  void theCpuComputesInFloat32() {
    assertEquals(Compute.cpu(), Devices.choose(options("cpu", null)));
  }

  @Test
  void theCpuComputesInFloat16WhenAsked() {
    assertEquals(
        new Compute(Device.cpu(), DataType.FLOAT16),
        Devices.choose(options("cpu", Precision.FLOAT16)));
  }

  @Test
  void brainFloatIsNeverOffered() {
    assertThrows(
        IllegalArgumentException.class, () -> new Compute(Device.cpu(), DataType.BFLOAT16));
  }

  @Test
  void aGpuComputesInFloat16() {
    assertEquals(
        new Compute(Device.gpu(1), DataType.FLOAT16), Devices.on(options("cuda:1", null), 2));
    assertEquals(
        new Compute(Device.gpu(0), DataType.FLOAT16), Devices.on(options("auto", null), 1));
    assertEquals(
        new Compute(Device.gpu(0), DataType.FLOAT32),
        Devices.on(options("auto", Precision.FLOAT32), 1));
  }

  @Test
  void aGpuThatIsNotThereIsSaidWithThoseThatAre() {
    String message =
        assertThrows(EngineException.class, () -> Devices.on(options("cuda:2", null), 2))
            .getMessage();
    assertTrue(message.contains("cuda:0 to cuda:1"), message);
  }

  @Test
  void whatIsMissingForCudaIsSaid() {
    assertTrue(Devices.noGpu(false, selection(false, null)).contains("driver was not found"));
    assertTrue(Devices.noGpu(true, selection(false, null)).contains("bonsai runtime --install"));
    assertTrue(Devices.noGpu(true, selection(false, true)).contains("too old"));
  }

  @Test
  void anIdleGpuIsWorthALine() {
    assertTrue(Devices.advice(true, selection(false, null)).orElseThrow().contains("--install"));
  }

  @Test
  void thereIsNoAdviceWithoutAGpuOrAgainstAChoice() {
    assertEquals(Optional.empty(), Devices.advice(false, selection(false, null)));
    assertEquals(Optional.empty(), Devices.advice(true, selection(true, null)));
    assertEquals(Optional.empty(), Devices.advice(true, selection(false, true)));
    assertEquals(Optional.empty(), Devices.advice(options("cpu", null)));
  }
}
