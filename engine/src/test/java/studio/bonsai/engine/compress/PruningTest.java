// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.compress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.unet.UNetConfig;
import studio.bonsai.engine.unet.UNetConfig.Variant;
import studio.bonsai.engine.unet.UNetConfigJson;

class PruningTest {
  private final NDManager manager = LibTorch.newManager(Compute.cpu());
  private final Kernels kernels = new Kernels(manager);
  @TempDir private Path folder;

  @AfterEach
  void close() {
    kernels.close();
    manager.close();
  }

  @ParameterizedTest
  @CsvSource({"v1, BASE", "v1, SMALL", "v1, TINY", "v2, BASE", "v2, SMALL", "v2, TINY"})
  void studentsAreThePapersTensorForTensor(String family, Variant variant) {
    String name = "compress/" + family + "-" + variant.name().toLowerCase(java.util.Locale.ROOT);
    try (ReferenceTensors teacher = ReferenceTensors.open(manager, "unet/" + family + "-sd");
        ReferenceTensors student = ReferenceTensors.open(manager, name)) {
      UNetConfig config = UNetConfigJson.read(teacher.config(), "teacher");
      Pruning pruning = Pruning.of(config, BlockPlan.preset(variant, config), kernels);
      assertEquals(UNetConfigJson.read(student.config(), "student"), pruning.student());
      assertEquals(new TreeSet<>(student.names()), new TreeSet<>(pruning.origins().keySet()));
      pruning
          .origins()
          .forEach((own, origin) -> assertSame(student.get(own), teacher.get("w." + origin), own));
    }
  }

  /** By the sum, and the sum weighted by the place: as the generator tells tensors apart. */
  private static void assertSame(NDArray sums, NDArray tensor, String name) {
    NDArray flat = tensor.toType(DataType.FLOAT64, false).flatten();
    NDArray places =
        tensor.getManager().arange(1f, flat.size() + 1f).toType(DataType.FLOAT64, false);
    double[] found = {flat.sum().getDouble(), flat.mul(places).sum().getDouble()};
    assertArrayEquals(sums.toDoubleArray(), found, 1e-9 * Math.max(1, Math.abs(found[1])), name);
  }

  @ParameterizedTest
  @CsvSource({"BASE", "SMALL", "TINY"})
  void studentsOfStableDiffusionAreThePapers(Variant variant) {
    for (UNetConfig teacher :
        List.of(
            UNetConfig.v1(Variant.SD), UNetConfig.v2(Variant.SD), UNetConfig.v2Base(Variant.SD))) {
      Pruning pruning = Pruning.of(teacher, BlockPlan.preset(variant, teacher), kernels);
      assertEquals(variant, pruning.student().variant());
      assertEquals(teacher.sampleSize(), pruning.student().sampleSize());
    }
    UNetConfig teacher = UNetConfig.v1(Variant.SD);
    BlockPlan plan = BlockPlan.preset(variant, teacher);
    assertEquals(UNetConfig.v1(variant), Pruning.of(teacher, plan, kernels).student());
  }

  @Test
  void plansAreReadFromYamlAndJson() throws IOException {
    Path yaml =
        write(
            "my-plan.yaml",
            "# less of the finest level\ndrop:\n  - mid_block\n  - down_blocks.0.1\n  - up_blocks.3.1\n");
    Path json =
        write(
            "plan.json",
            "{\"name\": \"my-plan\", \"drop\": [\"mid_block\", \"down_blocks.0.1\", \"up_blocks.3.1\"]}");
    assertEquals(BlockPlan.read(yaml), BlockPlan.read(json));
    UNetConfig teacher = UNetConfig.v1(Variant.SD);
    Pruning pruning = Pruning.of(teacher, BlockPlan.read(yaml), kernels);
    assertEquals(1, pruning.student().down().get(0).layers());
    assertEquals(2, pruning.student().down().get(1).layers());
    assertEquals(
        "up_blocks.3.attentions.2.proj_out.bias",
        pruning.origins().get("up_blocks.3.attentions.1.proj_out.bias"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          drop: [down_blocks.7]                     | the model has no down_blocks.7
          drop: [down_blocks.0.1]                   | its partner down_blocks.0 1; each needs a skip
          drop: [down_blocks.0.0, down_blocks.0.1]  | down_blocks.0 would have no layer left
          drop: [down_blocks.0]                     | 3 levels would be left on the way down and 4
          drop: [down_blocks.1, up_blocks.2]        | does not fit together: down_blocks.1.resnets.0
          drop: [down_blocks.1.0, up_blocks.2.1]    | does not fit together: down_blocks.1.resnets.0
          drop: [middle]                            | 'middle' names no block
          drop: []                                  | drops no block
          remove: [mid_block]                       | should have a list 'drop'
          {drop: [mid_block], level: 3}             | unknown entries level
          drop: [                                   | neither YAML nor JSON
          """)
  void impossiblePlansAreRefusedWithTheReason(String text, String reason) throws IOException {
    Path file = write("plan.yaml", text);
    UNetConfig teacher = UNetConfig.v1(Variant.SD);
    EngineException e =
        assertThrows(
            EngineException.class,
            () -> Pruning.of(teacher, BlockPlan.of(file.toString(), teacher), kernels));
    assertTrue(e.getMessage().contains(reason), e::getMessage);
  }

  @Test
  void aStudentHasNoPresetsOfItsOwn() {
    UNetConfig student = UNetConfig.v1(Variant.BASE);
    EngineException e = assertThrows(EngineException.class, () -> BlockPlan.of("tiny", student));
    assertTrue(e.getMessage().contains("a student itself"), e::getMessage);
  }

  @Test
  void anUnknownPlanIsNoFile() {
    UNetConfig teacher = UNetConfig.v1(Variant.SD);
    EngineException e = assertThrows(EngineException.class, () -> BlockPlan.of("huge", teacher));
    assertTrue(e.getMessage().contains("base, small or tiny"), e::getMessage);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
