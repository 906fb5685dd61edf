// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.kernels.LibTorch;

class TimestepsTest {
  private static final int MOST_STEPS = 50;

  @ParameterizedTest
  @CsvSource({
    "pndm, leading", "pndm, linspace", "pndm, trailing",
    "ddim, leading", "ddim, linspace", "ddim, trailing",
    "euler, leading", "euler, linspace", "euler, trailing",
    "dpm++2m, leading", "dpm++2m, linspace", "dpm++2m, trailing",
    "unipc, leading", "unipc, linspace", "unipc, trailing"
  })
  void equalDiffusersForEveryNumberOfSteps(String sampler, String spacing) {
    SchedulerConfig config = SchedulerConfig.stableDiffusion().with("timestep_spacing", spacing);
    try (NDManager manager = LibTorch.newManager(Compute.cpu());
        ReferenceTensors reference = ReferenceTensors.open(manager, "sampling/timesteps")) {
      float[] expected = reference.get(sampler + "." + spacing).toFloatArray();
      int done = 0;
      for (int steps = 1; steps <= MOST_STEPS; steps++) {
        double[] timesteps = timesteps(SamplerType.named(sampler), config, steps);
        for (double timestep : timesteps) {
          assertEquals(expected[done], (float) timestep, steps + " steps");
          done++;
        }
      }
      assertEquals(expected.length, done);
    }
  }

  /** numpy's arange yields 62 values for 61 steps, and diffusers a timestep of -1. */
  @ParameterizedTest
  @EnumSource(names = {"DDIM", "EULER", "DPMPP_2M", "UNIPC"})
  void trailingTimestepsNeverLeaveTheTraining(SamplerType type) {
    SchedulerConfig config = SchedulerConfig.stableDiffusion().with("timestep_spacing", "trailing");
    double[] timesteps = timesteps(type, config, 61);
    assertEquals(61, timesteps.length);
    assertEquals(999, timesteps[0]);
    assertEquals(15, timesteps[60]);
  }

  /** "The second timestep is taken twice", as diffusers does for Stable Diffusion. */
  @ParameterizedTest
  @EnumSource(names = "PNDM")
  void stableDiffusionTakesTheSecondTimestepTwice(SamplerType type) {
    double[] timesteps = timesteps(type, SchedulerConfig.stableDiffusion(), 50);
    assertEquals(51, timesteps.length);
    assertArrayEquals(new double[] {981, 961, 961, 941}, Arrays.copyOf(timesteps, 4));
  }

  private static double[] timesteps(SamplerType type, SchedulerConfig config, int steps) {
    try (Sampler sampler = Sampler.create(type, config, steps)) {
      return sampler.timesteps();
    }
  }
}
