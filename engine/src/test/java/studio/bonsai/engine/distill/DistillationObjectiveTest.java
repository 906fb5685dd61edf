// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.distill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
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
import studio.bonsai.engine.compress.BlockPlan;
import studio.bonsai.engine.compress.Pruning;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.kernels.Leaf;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.kernels.Recording;
import studio.bonsai.engine.train.Ema;
import studio.bonsai.engine.train.LossTerms;
import studio.bonsai.engine.train.Losses;
import studio.bonsai.engine.train.NoisyBatch;
import studio.bonsai.engine.train.ReferenceLesson;
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
    final ReferenceLesson lesson;
    final ReferenceTensors numbers;
    final DistillationObjective objective;

    Setting(String name) {
      lesson = new ReferenceLesson(ReferenceTensors.open(manager, "distill/" + name), "unet.");
      numbers = lesson.numbers();
      try (ReferenceTensors teacher =
          ReferenceTensors.open(manager, "unet/" + name.substring(0, 2) + "-sd")) {
        UNetConfig config = UNetConfigJson.read(teacher.config(), "teacher");
        UNetConfig own = UNetConfigJson.read(numbers.config(), "student");
        Pruning pruning = Pruning.of(config, BlockPlan.preset(own.variant(), config), kernels);
        ParameterSource copied =
            (key, shape) -> teacher.weights().get(pruning.origins().get(key), shape).duplicate();
        UNet first = new UNet(own, lesson.weights().from("unet", copied), kernels);
        objective =
            new DistillationObjective(
                null,
                new UNet(config, teacher.weights(), kernels),
                new UNet(first.config(), lesson.leaves().at("unet"), kernels),
                DistillationWeights.paper(),
                new Losses(kernels));
      }
    }

    Map<String, NDArray> learn(NoisyBatch batch, float factor) {
      return learn(batch, factor, false);
    }

    Map<String, NDArray> learn(NoisyBatch batch, float factor, boolean sparing) {
      try (Recording recording = Recording.begin(sparing)) {
        LossTerms terms = objective.loss(batch, new StepScope(manager, recording));
        recording.backward(terms.total(), manager.create(factor));
        return terms.values();
      }
    }

    NoisyBatch batch(NDArray text) {
      return new NoisyBatch(
          numbers.get("latent"),
          numbers.get("timestep"),
          text,
          numbers.get("target"),
          Optional.empty());
    }

    NoisyBatch batch(DataType activations) {
      return new NoisyBatch(
          numbers.get("latent").toType(activations, false),
          numbers.get("timestep"),
          numbers.get("text"),
          numbers.get("target"),
          Optional.empty());
    }

    @Override
    public void close() {
      lesson.close();
    }
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
      setting.lesson.compare("g.", setting.lesson.gradients(), 200, 1e-4, 1e-4);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1-base", "v1-small", "v1-tiny", "v2-tiny"})
  void checkpointedGradientsAreThePlainOnes(String name) {
    try (Setting plain = new Setting(name);
        Setting checkpointed = new Setting(name);
        Leaf text = new Leaf(plain.numbers.get("text"));
        Leaf sameText = new Leaf(plain.numbers.get("text"))) {
      Map<String, NDArray> terms = plain.learn(plain.batch(text.array()), 1);
      checkpointed
          .learn(checkpointed.batch(sameText.array()), 1, true)
          .forEach((term, value) -> assertEquals(terms.get(term), value, term));
      assertClose(text, sameText, "text");
      for (String key : plain.lesson.leaves().names()) {
        assertClose(
            plain.lesson.leaves().gradient(key).orElseThrow(),
            checkpointed.lesson.leaves().gradient(key).orElseThrow(),
            key);
      }
    }
  }

  private static void assertClose(Leaf want, Leaf own, String name) {
    assertClose(want.gradient().orElseThrow(), own.gradient().orElseThrow(), name);
  }

  /** Sums are taken in another order. */
  private static void assertClose(NDArray want, NDArray own, String name) {
    double difference = want.sub(own).abs().max().getFloat();
    assertTrue(difference <= 1e-5 * want.abs().max().getFloat(), name + ": " + difference);
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
      SortedMap<String, NDArray> gradients = setting.lesson.gradients();
      gradients.replaceAll(
          (key, gradient) -> {
            assertEquals(DataType.FLOAT32, gradient.getDataType());
            return gradient.div(128);
          });
      setting.lesson.compare("g.", gradients, 200, 1e-2, 1e-2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1-base", "v1-small", "v1-tiny", "v2-tiny"})
  void stepsOfAdamWWithAccumulationClippingAndAverageAreTheOriginals(String name) {
    try (Setting setting = new Setting(name)) {
      Ema ema = new Ema(setting.lesson.weights(), 0.9, kernels);
      setting.lesson.compareSteps(
          step -> total(setting, 2 * step) + total(setting, 2 * step + 1),
          step -> ema.update(step + 1L),
          kernels,
          manager);
      setting.lesson.compare("ema.", ema.averages(), 50, 1e-3, 0);
    }
  }

  /** Half of it: two batches make a step. */
  private static double total(Setting setting, int index) {
    Map<String, NDArray> terms = setting.learn(batch(setting.numbers, index), 0.5f);
    return terms.values().stream().mapToDouble(NDArray::getFloat).sum() / 2;
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
