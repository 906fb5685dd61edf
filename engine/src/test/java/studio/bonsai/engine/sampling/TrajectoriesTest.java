// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.kernels.RandomSource;

/** Whole runs against diffusers' schedulers: src/reference/samplers.py made the numbers. */
class TrajectoriesTest {
  private static final double TOLERANCE = 1e-5;
  private static final long[] SHAPE = {1, 4, 4, 4};

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pndm",
        "ddim",
        "euler",
        "euler-a",
        "heun",
        "dpm++2m",
        "dpm++2m-sde",
        "unipc",
        "lcm"
      })
  void goesWhereDiffusersGoes(String sampler) {
    List<String> wrong = new ArrayList<>();
    try (NDManager manager = LibTorch.newManager(Compute.cpu());
        ReferenceTensors reference = ReferenceTensors.open(manager, "sampling/" + sampler)) {
      JsonNode config = reference.config();
      double worst = 0;
      for (Map.Entry<String, JsonNode> entry : config.get("cases").properties()) {
        double error = run(manager, reference, config, entry.getKey(), entry.getValue());
        worst = Math.max(worst, error);
        if (!(error <= TOLERANCE)) {
          wrong.add(entry.getKey() + " " + entry.getValue() + ": " + error);
        }
      }
      System.out.println(sampler + " worst " + worst + " " + config.get("cases").size());
    }
    assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
  }

  private static double run(
      NDManager manager, ReferenceTensors reference, JsonNode config, String name, JsonNode test) {
    ObjectNode fields = config.get("base").deepCopy();
    fields.setAll((ObjectNode) test.get("fields"));
    try (NDManager scope = manager.newSubManager();
        RandomSource random = new RandomSource(scope, config.get("seed").asLong());
        Sampler sampler =
            Sampler.create(
                SamplerType.named(config.get("sampler").asText()),
                SchedulerConfig.of(fields, "case " + name),
                test.get("steps").asInt(),
                new SamplerOptions(Optional.empty(), test.get("eta").asDouble()))) {
      NDArray noise = random.normal(scope, SHAPE);
      int start = 0;
      NDArray x = noise.mul((float) sampler.initNoiseSigma());
      if (!test.get("strength").isNull()) {
        start = sampler.startIndex(test.get("strength").asDouble());
        x = sampler.addNoise(scope.linspace(-1f, 1f, 64).reshape(SHAPE), noise, start);
      }
      float[] expectedTimesteps = reference.get(name + ".t").toFloatArray();
      float[] timesteps = new float[sampler.calls() - start];
      NDArray expected = reference.get(name + ".x");
      double worst = 0;
      for (int i = start; i < sampler.calls(); i++) {
        timesteps[i - start] = (float) sampler.timestep(i);
        NDArray input = sampler.scaleInput(x, i);
        NDArray output = toy(input, sampler.timestep(i));
        x = sampler.step(i, output, x, NoiseSource.of(random)).latent();
        if (i - start == timesteps.length / 2) {
          worst = error(expected.get(0), x);
        }
      }
      assertArrayEquals(expectedTimesteps, timesteps, 1e-3f, () -> name + " " + test);
      return Math.max(worst, error(expected.get(1), x));
    }
  }

  private static NDArray toy(NDArray x, double timestep) {
    return x.mul(0.9f).add((float) ((float) timestep / 700.0 - 0.6)).tanh();
  }

  /** Largest difference over the largest magnitude, or NaN. */
  private static double error(NDArray expected, NDArray actual) {
    double worst = actual.sub(expected).abs().max().getFloat();
    return worst / expected.abs().max().getFloat();
  }
}
