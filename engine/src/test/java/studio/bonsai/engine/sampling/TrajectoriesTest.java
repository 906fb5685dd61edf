// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.kernels.RandomSource;

/** Whole runs against diffusers' schedulers: src/reference/samplers.py made the numbers. */
class TrajectoriesTest {
  private static final double TOLERANCE = 1e-5;

  /**
   * Begins at a sigma of 4096, made by libtorch's square root: its last bit, which is another on
   * another processor, is a fifth digit at the end of a run.
   */
  private static final double TOLERANCE_OF_ZERO_SNR = 1e-4;

  private static final Shape SHAPE = new Shape(1, 4, 4, 4);

  @ParameterizedTest
  @EnumSource
  void goesWhereDiffusersGoes(SamplerType type) {
    List<String> wrong = new ArrayList<>();
    try (NDManager manager = LibTorch.newManager(Compute.cpu());
        ReferenceTensors reference = ReferenceTensors.open(manager, "sampling/" + type.cliName())) {
      JsonNode config = reference.config();
      JsonNode cases = config.get("cases");
      assertTrue(cases.size() > 25, "too few cases");
      for (Map.Entry<String, JsonNode> test : cases.properties()) {
        double error = error(reference, config, type, test.getKey(), manager);
        if (!(error <= tolerance(test.getValue()))) {
          wrong.add(test + ": " + error);
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static double tolerance(JsonNode test) {
    boolean zeroSnr = test.get("fields").path("rescale_betas_zero_snr").asBoolean();
    return zeroSnr ? TOLERANCE_OF_ZERO_SNR : TOLERANCE;
  }

  /** Runs a case and compares timesteps, the latent halfway and the last one. */
  private static double error(
      ReferenceTensors reference,
      JsonNode config,
      SamplerType type,
      String name,
      NDManager manager) {
    JsonNode test = config.get("cases").get(name);
    try (NDManager scope = manager.newSubManager();
        RandomSource random = new RandomSource(scope, config.get("seed").asLong());
        Sampler sampler = sampler(type, config.get("base"), test)) {
      NDArray noise = random.normal(scope, SHAPE.getShape());
      NDArray x = noise.mul((float) sampler.initNoiseSigma());
      int start = 0;
      if (!test.get("strength").isNull()) {
        start = sampler.startIndex(test.get("strength").asDouble());
        x = sampler.addNoise(scope.linspace(-1f, 1f, 64).reshape(SHAPE), noise, start);
      }
      float[] timesteps = new float[sampler.calls() - start];
      NDArray halfway = x;
      for (int i = start; i < sampler.calls(); i++) {
        timesteps[i - start] = (float) sampler.timestep(i);
        NDArray output = network(sampler.scaleInput(x, i), sampler.timestep(i));
        x = sampler.step(i, output, x, NoiseSource.of(random)).latent();
        halfway = i - start == timesteps.length / 2 ? x : halfway;
      }
      assertArrayEquals(reference.get(name + ".t").toFloatArray(), timesteps, 1e-3f, name);
      NDArray expected = reference.get(name + ".x");
      return Math.max(error(expected.get(0), halfway), error(expected.get(1), x));
    }
  }

  private static Sampler sampler(SamplerType type, JsonNode base, JsonNode test) {
    ObjectNode fields = base.deepCopy();
    fields.setAll((ObjectNode) test.get("fields"));
    SamplerOptions options = new SamplerOptions(Optional.empty(), test.get("eta").asDouble());
    SchedulerConfig config = SchedulerConfig.of(fields, "the case");
    return Sampler.create(type, config, test.get("steps").asInt(), options);
  }

  /** The toy of samplers.py: smooth, nonlinear, of the latent and the time. */
  private static NDArray network(NDArray x, double timestep) {
    return x.mul(0.9f).add((float) ((float) timestep / 700.0 - 0.6)).tanh();
  }

  /** Largest difference over the largest magnitude, or NaN. */
  private static double error(NDArray expected, NDArray actual) {
    double worst = actual.sub(expected).abs().max().getFloat();
    return worst / expected.abs().max().getFloat();
  }
}
