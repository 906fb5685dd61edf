// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.kernels.LibTorch;

class FileParametersTest {
  private static final Compute HALF = new Compute(Device.cpu(), DataType.FLOAT16);

  @TempDir private Path folder;
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = LibTorch.newManager(Compute.cpu());
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private Safetensors file(String... names) {
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    for (String name : names) {
      tensors.put(name, manager.create(new float[] {1, 2, 3, 4}, new Shape(2, 2)));
    }
    Path file = folder.resolve("x.safetensors");
    Safetensors.write(file, tensors, Map.of());
    return Safetensors.open(file);
  }

  @Test
  void everyProblemIsToldAtOnceWithTheFile() {
    try (Safetensors file = file("good", "misshapen", "surplus")) {
      FileParameters source = FileParameters.shared(file, manager, Compute.cpu());
      source.get("good", 2, 2);
      assertNull(source.get("misshapen", 4, 1));
      assertNull(source.at("block").get("missing", 7));
      String message = assertThrows(EngineException.class, source::finish).getMessage();
      assertTrue(message.contains("x.safetensors"), message);
      assertTrue(message.contains("block.missing [7]"), message);
      assertTrue(message.contains("misshapen is float32 [2, 2], wanted [4, 1]"), message);
      assertTrue(message.contains("surplus float32 [2, 2]"), message);
      assertFalse(message.contains("good"), message);
    }
  }

  @Test
  void buffersThatNetworksMakeThemselvesAreNoSurplus() {
    try (Safetensors file = file("a", "text_model.embeddings.position_ids")) {
      FileParameters source = FileParameters.shared(file, manager, Compute.cpu());
      source.get("a", 2, 2);
      assertDoesNotThrow(source::finish);
    }
  }

  @Test
  void oldNamesOfTheAutoencodersAttentionAreUnderstood() {
    String prefix = "decoder.mid_block.attentions.0.";
    try (Safetensors file =
        file(
            prefix + "query.weight",
            prefix + "key.weight",
            prefix + "value.weight",
            prefix + "proj_attn.weight")) {
      FileParameters source = FileParameters.shared(file, manager, Compute.cpu());
      for (String name : new String[] {"to_q", "to_k", "to_v", "to_out.0"}) {
        assertEquals(10, source.get(prefix + name + ".weight", 2, 2).sum().getFloat());
      }
      assertDoesNotThrow(source::finish);
    }
  }

  @Test
  void parametersComeInTheModelsType() {
    try (Safetensors file = file("a")) {
      NDArray half = FileParameters.shared(file, manager, HALF).get("a", 2, 2);
      assertEquals(DataType.FLOAT16, half.getDataType());
      assertArrayEquals(
          new float[] {1, 2, 3, 4}, half.toType(DataType.FLOAT32, false).toFloatArray());
    }
  }

  @Test
  void copiedParametersMayBeChangedWithoutTouchingTheFile() {
    try (Safetensors file = file("a")) {
      NDArray copy = FileParameters.copied(file, manager, Compute.cpu()).get("a", 2, 2);
      copy.addi(1);
      assertEquals(14, copy.sum().getFloat());
      assertEquals(10, file.read(manager, "a").sum().getFloat());
    }
  }

  @Test
  void numbersBeyondFloat16AreToldNotLost() {
    Path path = folder.resolve("large.safetensors");
    Safetensors.write(path, Map.of("a", manager.create(new float[] {1e5f})), Map.of());
    try (Safetensors file = Safetensors.open(path)) {
      FileParameters source = FileParameters.shared(file, manager, HALF);
      String message = assertThrows(EngineException.class, () -> source.get("a", 1)).getMessage();
      assertTrue(message.contains("float16's range"), message);
    }
  }

  @Test
  void countingAddsUpWhatIsAskedFor() {
    ParameterCount count = new ParameterCount();
    assertNull(count.get("a", 2, 3));
    assertNull(count.at("b").get("c", 4));
    assertEquals(10, count.total());
    assertTrue(count.shapes().containsKey("b.c"));
    assertThrows(IllegalStateException.class, () -> count.get("a", 1));
  }

  @Test
  void freshParametersAreTheSameForTheSameSeed() {
    try (RandomParameters first = new RandomParameters(manager, Compute.cpu(), 3);
        RandomParameters second = new RandomParameters(manager, Compute.cpu(), 3);
        RandomParameters other = new RandomParameters(manager, Compute.cpu(), 4)) {
      float[] drawn = first.get("a.weight", 8, 4).toFloatArray();
      assertArrayEquals(drawn, second.get("a.weight", 8, 4).toFloatArray());
      assertFalse(java.util.Arrays.equals(drawn, other.get("a.weight", 8, 4).toFloatArray()));
    }
  }

  @Test
  void freshParametersKeepActivationsAtTheirSize() {
    try (RandomParameters source = new RandomParameters(manager, Compute.cpu(), 3)) {
      NDArray weight = source.get("conv.weight", 64, 16, 3, 3);
      double deviation = Math.sqrt(weight.square().mean().getFloat());
      assertEquals(1 / Math.sqrt(16 * 9), deviation, 0.002);
      assertEquals(64, source.get("norm.weight", 64).sum().getFloat());
      assertEquals(0, source.get("norm.bias", 64).sum().getFloat());
    }
  }
}
