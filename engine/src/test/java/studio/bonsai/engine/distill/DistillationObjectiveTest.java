// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.distill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.TrainingSettings.Optimizer;
import studio.bonsai.engine.compress.BlockPlan;
import studio.bonsai.engine.compress.Pruning;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.kernels.Recording;
import studio.bonsai.engine.train.AdamW;
import studio.bonsai.engine.train.Ema;
import studio.bonsai.engine.train.Leaves;
import studio.bonsai.engine.train.LossTerms;
import studio.bonsai.engine.train.Losses;
import studio.bonsai.engine.train.MasterWeights;
import studio.bonsai.engine.train.NoisyBatch;
import studio.bonsai.engine.train.StepScope;
import studio.bonsai.engine.unet.UNet;
import studio.bonsai.engine.unet.UNetConfig;
import studio.bonsai.engine.unet.UNetConfig.Variant;
import studio.bonsai.engine.unet.UNetConfigJson;
import studio.bonsai.engine.weights.ParameterSource;

/** Held against {@code src/reference/training.py}. */
class DistillationObjectiveTest {
  private final NDManager manager = LibTorch.newManager(Compute.cpu());
  private final Kernels kernels = new Kernels(manager);

  @AfterEach
  void close() {
    kernels.close();
    manager.close();
  }

  /** Teacher, student as pruned from it, and what PyTorch made of them. */
  private final class Setting implements AutoCloseable {
    final ReferenceTensors numbers;
    final MasterWeights weights = new MasterWeights();
    final Leaves leaves;
    final DistillationObjective objective;

    Setting(String name) {
      numbers = ReferenceTensors.open(manager, "distill/" + name);
      try (ReferenceTensors teacher =
          ReferenceTensors.open(manager, "unet/" + name.substring(0, 2) + "-sd")) {
        UNetConfig config = UNetConfigJson.read(teacher.config(), "teacher");
        UNetConfig own = UNetConfigJson.read(numbers.config(), "student");
        Pruning pruning = Pruning.of(config, BlockPlan.preset(own.variant(), config), kernels);
        ParameterSource copied =
            (key, shape) -> teacher.weights().get(pruning.origins().get(key), shape).duplicate();
        UNet first = new UNet(own, weights.from("unet", copied), kernels);
        leaves = new Leaves(weights);
        objective =
            new DistillationObjective(
                null,
                new UNet(config, teacher.weights(), kernels),
                new UNet(first.config(), leaves.at("unet"), kernels),
                DistillationWeights.paper(),
                new Losses(kernels));
      }
    }

    Map<String, NDArray> learn(NoisyBatch batch, float factor) {
      try (Recording recording = Recording.begin()) {
        LossTerms terms = objective.loss(batch, new StepScope(manager, recording));
        recording.backward(terms.total(), manager.create(factor));
        return terms.values();
      }
    }

    NoisyBatch batch(DataType activations) {
      return new NoisyBatch(
          numbers.get("latent").toType(activations, false),
          numbers.get("timestep"),
          numbers.get("text"),
          numbers.get("target"),
          Optional.empty());
    }

    /**
     * @param floor what counts as nothing beside the largest number of all tensors: attention over
     *     a single pixel has gradients of 0, of which both sides compute noise
     */
    void compare(
        String prefix, Map<String, NDArray> found, int count, double tolerance, double floor) {
      List<String> names = numbers.names().stream().filter(n -> n.startsWith(prefix)).toList();
      double largest =
          names.stream()
              .mapToDouble(n -> numbers.get(n).abs().max().getFloat())
              .max()
              .orElseThrow();
      for (String name : names) {
        NDArray want = numbers.get(name);
        NDArray own = some(found.get("unet." + name.substring(prefix.length())), count);
        double difference = want.sub(own).abs().max().getFloat();
        double scale = Math.max(want.abs().max().getFloat(), floor * largest);
        assertTrue(difference <= tolerance * scale, name + " is off by " + difference / scale);
      }
    }

    @Override
    public void close() {
      leaves.close();
      numbers.close();
    }
  }

  /** The same numbers of a tensor as the generator keeps. */
  private static NDArray some(NDArray array, int count) {
    NDArray flat = array.flatten();
    long stride = Math.max(1, (flat.size() + count - 1) / count);
    return flat.get(new NDIndex().addSliceDim(0, flat.size(), stride));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1-base", "v1-small", "v1-tiny", "v2-tiny"})
  void lossesAndAllGradientsAreTheOriginals(String name) {
    try (Setting setting = new Setting(name)) {
      Map<String, NDArray> terms = setting.learn(setting.batch(DataType.FLOAT32), 1);
      assertEquals(List.of("task", "output", "feature"), List.copyOf(terms.keySet()));
      terms.forEach(
          (term, value) ->
              assertEquals(
                  setting.numbers.get(term).getFloat(), value.getFloat(), 1e-5 * value.getFloat()));
      SortedMap<String, NDArray> gradients = new java.util.TreeMap<>();
      setting
          .leaves
          .names()
          .forEach(key -> gradients.put(key, setting.leaves.gradient(key).orElseThrow()));
      setting.compare("g.", gradients, 200, 1e-4, 1e-4);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1-base", "v1-tiny"})
  void float16ActivationsGiveTheSameWithinAHundredth(String name) {
    try (Setting setting = new Setting(name)) {
      Map<String, NDArray> terms = setting.learn(setting.batch(DataType.FLOAT16), 128);
      terms.forEach(
          (term, value) ->
              assertEquals(
                  setting.numbers.get(term).getFloat(), value.getFloat(), 1e-2 * value.getFloat()));
      SortedMap<String, NDArray> gradients = new java.util.TreeMap<>();
      setting
          .leaves
          .names()
          .forEach(
              key -> {
                NDArray gradient = setting.leaves.gradient(key).orElseThrow();
                assertEquals(DataType.FLOAT32, gradient.getDataType());
                gradients.put(key, gradient.div(128));
              });
      setting.compare("g.", gradients, 200, 1e-2, 1e-2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1-base", "v1-small", "v1-tiny", "v2-tiny"})
  void stepsOfAdamWWithAccumulationClippingAndAverageAreTheOriginals(String name) {
    try (Setting setting = new Setting(name)) {
      AdamW optimizer = new AdamW(setting.weights, Optimizer.paper(), kernels, manager);
      Ema ema = new Ema(setting.weights, 0.9, kernels);
      float[] norms = setting.numbers.get("norms").toFloatArray();
      float[] totals = setting.numbers.get("totals").toFloatArray();
      for (int step = 0; step < 10; step++) {
        double total = 0;
        for (int micro = 0; micro < 2; micro++) {
          NoisyBatch batch = batch(setting.numbers, 2 * step + micro);
          Map<String, NDArray> terms = setting.learn(batch, 0.5f);
          total += terms.values().stream().mapToDouble(NDArray::getFloat).sum() / 2;
        }
        SortedMap<String, NDArray> gradients = new java.util.TreeMap<>();
        setting
            .leaves
            .names()
            .forEach(key -> gradients.put(key, setting.leaves.gradient(key).orElseThrow()));
        assertEquals(norms[step], optimizer.clip(gradients, 1), 1e-4 * norms[step]);
        assertEquals(totals[step], total, 1e-4 * total);
        optimizer.step(gradients, 1e-3);
        kernels.load("train").compute("zero", List.copyOf(gradients.values())).close();
        ema.update(step + 1L);
        if (step == 0 || step == 9) {
          setting.compare("p" + (step + 1) + ".", setting.weights.all(), 50, 1e-3, 0);
        }
      }
      setting.compare("ema.", ema.averages(), 50, 1e-3, 0);
    }
  }

  private static NoisyBatch batch(ReferenceTensors numbers, int index) {
    return new NoisyBatch(
        numbers.get("b" + index + ".latent"),
        numbers.get("b" + index + ".timestep"),
        numbers.get("b" + index + ".text"),
        numbers.get("b" + index + ".target"),
        Optional.empty());
  }

  @Test
  void networksOfDifferentFamiliesAreTold() {
    EngineException e =
        assertThrows(
            EngineException.class,
            () -> Hook.of(UNetConfig.v1(Variant.SD), UNetConfig.v2(Variant.TINY)));
    assertTrue(e.getMessage().contains("text width 768 and 1024"), e::getMessage);
  }

  @Test
  void aStudentOfMoreLevelsThanItsTeacherIsTold() {
    EngineException e =
        assertThrows(
            EngineException.class,
            () -> Hook.of(UNetConfig.v1(Variant.TINY), UNetConfig.v1(Variant.BASE)));
    assertTrue(e.getMessage().contains("4 levels, the teacher only 3"), e::getMessage);
  }

  @Test
  void aStudentLargerThanItsTeacherIsTold() {
    EngineException e =
        assertThrows(
            EngineException.class,
            () -> Hook.of(UNetConfig.v1(Variant.SMALL), UNetConfig.v1(Variant.SD)));
    assertTrue(e.getMessage().contains("larger than its teacher"), e::getMessage);
    assertTrue(e.getMessage().contains("mid block"), e::getMessage);
    assertTrue(
        e.getMessage().contains("down_blocks.0 has 2 layers, the teacher's 1"), e::getMessage);
  }
}
