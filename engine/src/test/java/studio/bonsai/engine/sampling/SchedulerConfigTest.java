// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.bonsai.engine.EngineException;

class SchedulerConfigTest {
  @TempDir Path folder;

  private SchedulerConfig read(String json) throws IOException {
    return SchedulerConfig.read(Files.writeString(folder.resolve("scheduler_config.json"), json));
  }

  @ParameterizedTest
  @CsvSource({
    "PNDMScheduler, PNDM",
    "DDIMScheduler, DDIM",
    "EulerDiscreteScheduler, EULER",
    "EulerAncestralDiscreteScheduler, EULER_ANCESTRAL",
    "HeunDiscreteScheduler, HEUN",
    "DPMSolverMultistepScheduler, DPMPP_2M",
    "UniPCMultistepScheduler, UNIPC",
    "LCMScheduler, LCM"
  })
  void namesTheSamplerOfEachClass(String className, SamplerType expected) throws IOException {
    assertEquals(expected, read("{\"_class_name\": \"" + className + "\"}").sampler());
  }

  @Test
  void stochasticAlgorithmIsTheStochasticSampler() throws IOException {
    SchedulerConfig config =
        read(
            "{\"_class_name\": \"DPMSolverMultistepScheduler\","
                + " \"algorithm_type\": \"sde-dpmsolver++\"}");
    assertEquals(SamplerType.DPMPP_2M_SDE, config.sampler());
  }

  @Test
  void unknownClassIsToldWithTheKnownOnes() throws IOException {
    SchedulerConfig config = read("{\"_class_name\": \"KDPM2DiscreteScheduler\"}");
    assertTold(config::sampler, "scheduler_config.json", "KDPM2DiscreteScheduler", "LCMScheduler");
  }

  @Test
  void missingClassIsTold() throws IOException {
    assertTold(read("{}")::sampler, "scheduler_config.json", "_class_name");
  }

  @Test
  void anotherSamplerStillReadsTheScheduleOfAnUnknownClass() throws IOException {
    SchedulerConfig config =
        read("{\"_class_name\": \"DDPMScheduler\", \"num_train_timesteps\": 500}");
    assertEquals(500, config.noiseSchedule().length());
    try (Sampler sampler = Sampler.create(SamplerType.DDIM, config, 5)) {
      assertEquals(400, sampler.timestep(0));
    }
  }

  @Test
  void gapsAreFilledByTheClassThatSamples() {
    SchedulerConfig config = SchedulerConfig.stableDiffusion();
    assertEquals(TimestepSpacing.LEADING, config.settings(SamplerType.PNDM).spacing());
    assertEquals(TimestepSpacing.LINSPACE, config.settings(SamplerType.EULER).spacing());
  }

  @Test
  void nullMeansNotGiven() throws IOException {
    SchedulerConfig config = read("{\"trained_betas\": null, \"prediction_type\": null}");
    assertEquals(PredictionType.EPSILON, config.prediction());
    assertEquals(1000, config.noiseSchedule().length());
  }

  /** diffusers writes it so. */
  @Test
  void minusInfinityIsANumber() throws IOException {
    SolverSettings solver =
        read("{\"lambda_min_clipped\": -Infinity}").settings(SamplerType.DPMPP_2M).solver();
    assertEquals(Double.NEGATIVE_INFINITY, solver.leastLambda());
  }

  @Test
  void everyWrongFieldIsToldAtOnceWithTheFile() throws IOException {
    SchedulerConfig config =
        read(
            "{\"beta_start\": \"much\", \"num_train_timesteps\": 0, \"prediction_type\": \"x0\","
                + " \"timestep_spacing\": 3, \"clip_sample\": \"no\", \"trained_betas\": [\"a\"]}");
    assertTold(
        () -> config.settings(SamplerType.DDIM),
        "scheduler_config.json",
        "beta_start must be a number, found \"much\"",
        "num_train_timesteps must be a whole number from 1 to 100000, found 0",
        "prediction_type must be one of epsilon, v_prediction, sample, found \"x0\"",
        "timestep_spacing",
        "clip_sample must be true or false",
        "trained_betas must be a list of numbers");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"beta_start\": 0}",
        "{\"beta_end\": 1.5}",
        "{\"beta_end\": NaN}",
        "{\"num_train_timesteps\": 1e12}",
        "{\"num_train_timesteps\": 10.5}",
        "{\"trained_betas\": [0.1, 0.2]}",
        "{\"steps_offset\": -1}",
        "{\"solver_order\": 9}",
        "{\"algorithm_type\": \"magic\"}",
        "{\"algorithm_type\": \"dpmsolver\"}",
        "{\"final_sigmas_type\": \"one\"}",
        "{\"use_flow_sigmas\": true}",
        "{\"use_beta_sigmas\": true}",
        "{\"sample_max_value\": 0.5, \"thresholding\": true}",
        "{\"dynamic_thresholding_ratio\": 2}"
      })
  void impossibleValuesAreErrors(String json) throws IOException {
    SchedulerConfig config = read(json);
    assertThrows(EngineException.class, () -> config.settings(SamplerType.DPMPP_2M));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[1, 2]", "3", "null", "{\"a\": }"})
  void fileThatIsNoJsonObjectIsAnErrorThatNamesIt(String text) {
    assertTold(() -> read(text), "scheduler_config.json");
  }

  @Test
  void missingFileIsAnErrorThatNamesIt() {
    assertTold(() -> SchedulerConfig.read(folder.resolve("nowhere.json")), "nowhere.json");
  }

  @Test
  void changedConfigurationLeavesTheFirstAlone() {
    SchedulerConfig config = SchedulerConfig.stableDiffusion();
    SchedulerConfig changed = config.with("beta_end", 0.02).with("steps_offset", null);
    assertEquals(0.02, changed.toJson().get("beta_end").asDouble());
    assertFalse(changed.toJson().has("steps_offset"));
    assertEquals(0.012, config.toJson().get("beta_end").asDouble());
    assertTrue(config.toJson().has("steps_offset"));
  }

  @Test
  void configurationForAnotherSamplerNamesItsClassAndAlgorithm() {
    SchedulerConfig config = SchedulerConfig.stableDiffusion();
    for (SamplerType type : List.of(SamplerType.values())) {
      SchedulerConfig changed = config.forSampler(type);
      assertEquals(type.className(), changed.toJson().get("_class_name").asText());
      assertEquals(type, changed.sampler());
    }
  }

  private static void assertTold(Executable call, String... parts) {
    String message = assertThrows(EngineException.class, call).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), () -> part + " is missing in: " + message);
    }
  }
}
