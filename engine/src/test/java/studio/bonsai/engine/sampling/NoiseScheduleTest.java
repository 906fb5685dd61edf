// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.bonsai.engine.ReferenceTensors.assertClose;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.kernels.LibTorch;

class NoiseScheduleTest {
  private final NDManager manager = LibTorch.newManager(Compute.cpu());
  private final ReferenceTensors reference = ReferenceTensors.open(manager, "sampling/schedules");
  private final NoiseSchedule schedule = SchedulerConfig.stableDiffusion().noiseSchedule();

  @ParameterizedTest
  @ValueSource(strings = {"scaled_linear", "linear", "cosine", "trained"})
  void equalsDiffusersToTheBit(String name) {
    assertArrayEquals(reference.get(name + ".alphas").toFloatArray(), alphas(name));
  }

  /** Goes through libtorch's square root, whose last bit is another on another processor. */
  @Test
  void zeroTerminalSnrEqualsDiffusers() {
    assertArrayEquals(reference.get("zero_snr.alphas").toFloatArray(), alphas("zero_snr"), 1e-6f);
  }

  private float[] alphas(String name) {
    ObjectNode fields = reference.config().get("base").deepCopy();
    fields.setAll((ObjectNode) reference.config().get("cases").get(name));
    return SchedulerConfig.of(fields, name).settings(SamplerType.DDIM).betas().alphasCumprod();
  }

  @Test
  void addsNoiseToEachPictureAtItsOwnTimestep() {
    NDArray noisy = schedule.addNoise(get("x"), get("noise"), 0, 500, 999);
    assertClose(get("noisy"), noisy, 1e-7);
  }

  @Test
  void velocityEqualsDiffusers() {
    NDArray velocity = schedule.velocity(get("x"), get("noise"), 0, 500, 999);
    assertClose(get("velocity"), velocity, 1e-7);
  }

  @ParameterizedTest
  @EnumSource
  void perfectPredictionGivesOriginalAndNoiseBack(PredictionType type) {
    NDArray noisy = schedule.addNoise(get("x"), get("noise"), 400);
    NDArray target = schedule.target(type, get("x"), get("noise"), 400);
    assertClose(get("x"), schedule.original(type, target, noisy, 400), 1e-6);
    assertClose(get("noise"), schedule.noise(type, target, noisy, 400), 1e-6);
  }

  @Test
  void resultsBelongToTheManagerOfTheOriginalAndNothingElseRemains() {
    try (NDManager mine = manager.newSubManager()) {
      NDArray x = mine.ones(new Shape(2, 4, 2, 2));
      NDArray noise = mine.ones(new Shape(2, 4, 2, 2));
      int before = mine.getManagedArrays().size();
      NDArray noisy = schedule.addNoise(x, noise, 5, 6);
      assertEquals(mine, noisy.getManager());
      assertEquals(before + 1, mine.getManagedArrays().size());
    }
  }

  @Test
  void zeroTerminalSnrLeavesNoSignalAtTheEnd() {
    SchedulerConfig config =
        SchedulerConfig.stableDiffusion()
            .forSampler(SamplerType.DDIM)
            .with("rescale_betas_zero_snr", true);
    NoiseSchedule rescaled = config.noiseSchedule();
    assertEquals(0f, rescaled.alphaCumprod(rescaled.length() - 1));
    assertEquals(schedule.alphaCumprod(0), rescaled.alphaCumprod(0), 1e-6f);
    assertTrue(Float.isFinite(rescaled.sigmas()[rescaled.length() - 1]));
  }

  @Test
  void timestepOutsideTheTrainingIsRefused() {
    NDArray x = get("x");
    assertThrows(IllegalArgumentException.class, () -> schedule.addNoise(x, x, 1000));
    assertThrows(IllegalArgumentException.class, () -> schedule.addNoise(x, x, -1));
  }

  @Test
  void numberOfTimestepsMustFitTheBatch() {
    NDArray x = get("x");
    assertThrows(IllegalArgumentException.class, () -> schedule.addNoise(x, x, 1, 2));
  }

  private NDArray get(String name) {
    return reference.get(name);
  }

  @AfterEach
  void close() {
    reference.close();
    manager.close();
  }
}
