// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.bonsai.engine.ReferenceTensors.assertClose;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.kernels.RandomSource;

class SamplerTest {
  private static final Shape SHAPE = new Shape(1, 4, 4, 4);
  private static final NoiseSource FORBIDDEN =
      (owner, shape) -> {
        throw new AssertionError("drew noise");
      };
  private static final SchedulerConfig CONFIG =
      SchedulerConfig.stableDiffusion().with("set_alpha_to_one", true);

  private final NDManager manager = LibTorch.newManager(Compute.cpu());
  private final RandomSource random = new RandomSource(manager, 3);

  /** The network that knows the one picture there is leads every sampler to it. */
  @ParameterizedTest
  @EnumSource
  void exactNoisePredictionLandsOnThePicture(SamplerType type) {
    NDArray picture = random.normal(manager, SHAPE.getShape());
    try (Sampler sampler = Sampler.create(type, CONFIG, 10)) {
      NDArray x = random.normal(manager, SHAPE.getShape()).mul((float) sampler.initNoiseSigma());
      x = sampler.addNoise(picture, x.div((float) sampler.initNoiseSigma()), 0);
      for (int i = 0; i < sampler.calls(); i++) {
        Step step = sampler.step(i, exactNoise(sampler, picture, x, i), x, NoiseSource.of(random));
        assertClose(picture, step.original(), 1e-3);
        x = step.latent();
      }
      assertClose(picture, x, 1e-4);
    }
  }

  /** Recovers the shares of signal and noise at an index from what addNoise does. */
  private NDArray exactNoise(Sampler sampler, NDArray picture, NDArray x, int index) {
    NDArray one = manager.ones(SHAPE);
    NDArray none = manager.zeros(SHAPE);
    NDArray signal = sampler.addNoise(one, none, index);
    NDArray noise = sampler.addNoise(none, one, index);
    return x.sub(picture.mul(signal)).div(noise);
  }

  @ParameterizedTest
  @EnumSource(names = {"PNDM", "DDIM", "EULER", "HEUN", "DPMPP_2M", "UNIPC"})
  void deterministicSamplersDoNotDraw(SamplerType type) {
    assertFalse(type.isStochastic());
    assertTrue(isFinite(run(type, CONFIG, 4, FORBIDDEN)));
  }

  @ParameterizedTest
  @CsvSource({"EULER_ANCESTRAL, 6", "DPMPP_2M_SDE, 6", "LCM, 5"})
  void stochasticSamplersDrawOnceAStep(SamplerType type, int draws) {
    AtomicInteger drawn = new AtomicInteger();
    NoiseSource counting =
        (owner, shape) -> {
          drawn.incrementAndGet();
          return random.normal(owner, shape.getShape());
        };
    run(type, CONFIG, 6, counting);
    assertEquals(draws, drawn.get());
  }

  @Test
  void ddimDrawsOnlyWithEta() {
    SamplerOptions options = new SamplerOptions(Optional.empty(), 0.5);
    try (Sampler sampler = Sampler.create(SamplerType.DDIM, CONFIG, 4, options)) {
      NDArray x = manager.ones(SHAPE);
      assertThrows(AssertionError.class, () -> sampler.step(0, x.duplicate(), x, FORBIDDEN));
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyNumberOfStepsStaysFiniteAndInsideTheTraining(SamplerType type) {
    for (String spacing : List.of("leading", "linspace", "trailing")) {
      SchedulerConfig config = CONFIG.with("timestep_spacing", spacing);
      for (int steps : new int[] {1, 2, 3, 7, 30, 50}) {
        assertTrue(isFinite(run(type, config, steps, NoiseSource.of(random))), spacing + steps);
        try (Sampler sampler = Sampler.create(type, config, steps)) {
          assertTrue(Arrays.stream(sampler.timesteps()).allMatch(t -> t >= 0 && t <= 999));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void onlyTheResultLeavesAStep(SamplerType type) {
    try (NDManager mine = manager.newSubManager();
        Sampler sampler = Sampler.create(type, CONFIG, 8)) {
      NDArray x = mine.ones(SHAPE);
      NDArray output = mine.ones(SHAPE).mul(0.3f);
      for (int i = 0; i < sampler.calls(); i++) {
        int before = mine.getManagedArrays().size();
        Step step = sampler.step(i, output, x, NoiseSource.of(random));
        assertEquals(before + 2, mine.getManagedArrays().size());
        assertEquals(mine, step.latent().getManager());
        assertEquals(mine, x.getManager());
        assertEquals(mine, output.getManager());
        x = step.latent();
      }
    }
  }

  /** Whoever loops may end each step's arrays at once: a sampler keeps copies. */
  @ParameterizedTest
  @EnumSource
  void endingEarlierArraysDoesNotDisturbTheRun(SamplerType type) {
    NDArray kept;
    try (RandomSource same = new RandomSource(manager, 9)) {
      kept = run(type, CONFIG, 6, NoiseSource.of(same));
    }
    try (RandomSource same = new RandomSource(manager, 9);
        Sampler sampler = Sampler.create(type, CONFIG, 6)) {
      NDArray x = start(sampler);
      for (int i = 0; i < sampler.calls(); i++) {
        try (NDManager scope = manager.newSubManager()) {
          NDArray input = sampler.scaleInput(x, i);
          NDArray output = network(input);
          output.attach(scope);
          input.attach(scope);
          Step step = sampler.step(i, output, x, NoiseSource.of(same));
          x.close();
          step.original().attach(scope);
          x = step.latent();
        }
      }
      assertArrayEquals(kept.toFloatArray(), x.toFloatArray());
    }
  }

  @Test
  void picturesOfABatchDoNotDependOnTheirNeighbours() {
    NDArray alone;
    try (RandomSource one = new RandomSource(manager, 5)) {
      alone = run(SamplerType.DPMPP_2M_SDE, CONFIG, 5, NoiseSource.of(one));
    }
    try (RandomSource other = new RandomSource(manager, 4);
        RandomSource one = new RandomSource(manager, 5);
        Sampler sampler = Sampler.create(SamplerType.DPMPP_2M_SDE, CONFIG, 5)) {
      NDArray x = start(sampler).mul(0.5f).concat(start(sampler));
      for (int i = 0; i < sampler.calls(); i++) {
        NoiseSource noise = NoiseSource.of(List.of(other, one));
        x = sampler.step(i, network(sampler.scaleInput(x, i)), x, noise).latent();
      }
      assertArrayEquals(alone.toFloatArray(), x.get("1:").toFloatArray());
    }
  }

  @ParameterizedTest
  @EnumSource
  void halfPrecisionPredictionsLeaveTheLatentInSinglePrecision(SamplerType type) {
    try (Sampler sampler = Sampler.create(type, CONFIG, 5)) {
      NDArray x = start(sampler);
      NDArray output = network(x).toType(DataType.FLOAT16, false);
      Step step = sampler.step(0, output, x, NoiseSource.of(random));
      assertEquals(DataType.FLOAT32, step.latent().getDataType());
      assertTrue(isFinite(step.latent()));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"EULER", "HEUN", "DPMPP_2M", "DPMPP_2M_SDE", "UNIPC"})
  void karrasSpacingComesFromTheOptionOrTheConfiguration(SamplerType type) {
    SamplerOptions karras = new SamplerOptions(Optional.of(true), 0);
    SchedulerConfig configured = CONFIG.with("use_karras_sigmas", true);
    SamplerOptions plain = new SamplerOptions(Optional.of(false), 0);
    double[] byOption = timesteps(type, CONFIG, karras);
    assertArrayEquals(byOption, timesteps(type, configured, SamplerOptions.defaults()));
    double[] without = timesteps(type, configured, plain);
    assertTrue(Math.abs(without[5] - byOption[5]) > 20);
  }

  @ParameterizedTest
  @CsvSource({
    "PNDM, 0.75, 3",
    "PNDM, 0, 11",
    "PNDM, 0.05, 11",
    "PNDM, 1, 0",
    "DDIM, 0.3, 7",
    "DDIM, 0, 10",
    "EULER, 0.29, 8",
    "HEUN, 0.75, 6",
    "HEUN, 1, 0",
    "HEUN, 0, 19",
    "LCM, 0.5, 5"
  })
  void strengthDecidesWhereARunBegins(SamplerType type, double strength, int start) {
    try (Sampler sampler = Sampler.create(type, CONFIG, 10)) {
      assertEquals(start, sampler.startIndex(strength));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "0.9, 4", "0.7, 12", "0.1, 18", "0, 19"})
  void strengthBeginsAtAWholeStepOfRungeAndKutta(double strength, int start) {
    SchedulerConfig config = CONFIG.with("skip_prk_steps", false);
    try (Sampler sampler = Sampler.create(SamplerType.PNDM, config, 10)) {
      assertEquals(start, sampler.startIndex(strength));
    }
  }

  /** Last numbers of diffusers' PNDMScheduler (0.35.1), begun where its image to image begins. */
  @ParameterizedTest
  @CsvSource({
    "trailing, 10, 0.5, 0.5482547879",
    "trailing, 10, 0.1, 0.4908995926",
    "trailing, 2, 0.5, 2.0925898552",
    "leading, 10, 0.5, 0.4951402545",
    "leading, 10, 0.1, 0.4546794891",
    "leading, 2, 0.5, 0.5580636263"
  })
  void pndmFromAPictureRepeatsItsFirstStepAsDiffusersDoes(
      String spacing, int steps, double strength, float last) {
    SchedulerConfig config =
        SchedulerConfig.stableDiffusion()
            .with("timestep_spacing", spacing)
            .with("steps_offset", spacing.equals("leading") ? 1 : 0);
    try (Sampler sampler = Sampler.create(SamplerType.PNDM, config, steps)) {
      NDArray x = manager.full(new Shape(1, 1, 1, 1), 0.5f);
      for (int i = sampler.startIndex(strength); i < sampler.calls(); i++) {
        x = sampler.step(i, x.mul(0.3f).add(0.1f), x, FORBIDDEN).latent();
      }
      assertEquals(last, x.getFloat(), 1e-5);
    }
  }

  @Test
  void strengthOutsideItsRangeIsRefused() {
    try (Sampler sampler = Sampler.create(SamplerType.DDIM, CONFIG, 10)) {
      for (double strength : new double[] {-0.1, 1.1, Double.NaN}) {
        assertThrows(IllegalArgumentException.class, () -> sampler.startIndex(strength));
      }
    }
  }

  @Test
  void stepsMustFollowOneAnother() {
    try (Sampler sampler = Sampler.create(SamplerType.DDIM, CONFIG, 10)) {
      NDArray x = manager.ones(SHAPE);
      sampler.step(3, x.duplicate(), x, FORBIDDEN);
      assertRefused("next step is 4", () -> sampler.step(3, x.duplicate(), x, FORBIDDEN));
      assertRefused("next step is 4", () -> sampler.step(5, x.duplicate(), x, FORBIDDEN));
    }
  }

  @ParameterizedTest
  @EnumSource
  void numberOfStepsMustBePossible(SamplerType type) {
    assertRefused("steps must be 1 to 1000, got 0", () -> Sampler.create(type, CONFIG, 0));
    assertRefused("steps must be 1 to 1000, got 1001", () -> Sampler.create(type, CONFIG, 1001));
  }

  @Test
  void stepsThatBeginAfterTheTrainingAreRefused() {
    assertRefused("use fewer steps", () -> Sampler.create(SamplerType.PNDM, CONFIG, 1000));
    assertRefused("use fewer steps", () -> Sampler.create(SamplerType.DDIM, CONFIG, 1000));
  }

  @Test
  void stepsThatRepeatNoiseLevelsAreRefused() {
    assertRefused("use fewer steps", () -> Sampler.create(SamplerType.DPMPP_2M, CONFIG, 1000));
    assertRefused("use fewer steps", () -> Sampler.create(SamplerType.UNIPC, CONFIG, 1000));
  }

  @Test
  void consistencyModelsTakeNoMoreStepsThanTheirSchedule() {
    assertRefused("at most 50 steps", () -> Sampler.create(SamplerType.LCM, CONFIG, 51));
  }

  @Test
  void optionsThatASamplerLacksAreRefused() {
    SamplerOptions karras = new SamplerOptions(Optional.of(true), 0);
    SamplerOptions eta = new SamplerOptions(Optional.empty(), 0.5);
    assertRefused("Karras", () -> Sampler.create(SamplerType.PNDM, CONFIG, 10, karras));
    assertRefused("eta", () -> Sampler.create(SamplerType.EULER, CONFIG, 10, eta));
    assertRefused("eta must be", () -> new SamplerOptions(Optional.empty(), 2));
  }

  @ParameterizedTest
  @EnumSource(names = {"PNDM", "EULER_ANCESTRAL"})
  void samplersWithoutAFormForSamplePredictionSaySo(SamplerType type) {
    SchedulerConfig config = CONFIG.with("prediction_type", "sample");
    assertRefused("prediction_type sample", () -> Sampler.create(type, config, 10));
  }

  /** The clean latent would be noise over zero. */
  @ParameterizedTest
  @EnumSource(names = {"DDIM", "LCM"})
  void noisePredictionCannotBeginAtPureNoise(SamplerType type) {
    SchedulerConfig config =
        CONFIG.with("rescale_betas_zero_snr", true).with("timestep_spacing", "trailing");
    assertRefused("pure noise", () -> Sampler.create(type, config, 10));
    SchedulerConfig velocity = config.with("prediction_type", "v_prediction");
    assertTrue(isFinite(run(type, velocity, 10, NoiseSource.of(random))));
  }

  private NDArray run(SamplerType type, SchedulerConfig config, int steps, NoiseSource noise) {
    try (Sampler sampler = Sampler.create(type, config, steps)) {
      NDArray x = start(sampler);
      for (int i = 0; i < sampler.calls(); i++) {
        x = sampler.step(i, network(sampler.scaleInput(x, i)), x, noise).latent();
      }
      return x;
    }
  }

  private NDArray start(Sampler sampler) {
    return manager.linspace(-2f, 2f, 64).reshape(SHAPE).mul((float) sampler.initNoiseSigma());
  }

  private static NDArray network(NDArray x) {
    return x.mul(0.7f).tanh();
  }

  private static double[] timesteps(
      SamplerType type, SchedulerConfig config, SamplerOptions options) {
    try (Sampler sampler = Sampler.create(type, config, 10, options)) {
      return sampler.timesteps();
    }
  }

  private static boolean isFinite(NDArray x) {
    return Float.isFinite(x.abs().sum().getFloat());
  }

  private static void assertRefused(String part, Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(part), message);
  }

  @AfterEach
  void close() {
    random.close();
    manager.close();
  }
}
