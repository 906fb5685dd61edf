// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.EmbeddedModel;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.TrainingSettings.Noise;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.kernels.Recording;
import studio.bonsai.engine.sampling.SchedulerConfig;
import studio.bonsai.engine.train.Draws;
import studio.bonsai.engine.train.NoisyBatch;
import studio.bonsai.engine.train.Preparation;
import studio.bonsai.engine.train.StepScope;
import studio.bonsai.engine.train.TrainingBatch;
import studio.bonsai.engine.vae.Posterior;

/** What makes pictures hard to learn from; the weights held against {@code training.py}. */
class NoiseOptionsTest {
  private static final int BATCH = 64;
  private static final double GAMMA = 5;

  private final NDManager manager = LibTorch.newManager(Compute.cpu());
  private final Kernels kernels = new Kernels(manager);
  private final Path folder = EmbeddedModel.folder();
  private final OpenedModel model = new OpenedModel(folder, Compute.cpu(), manager, kernels, 1);

  @AfterEach
  void close() {
    kernels.close();
    manager.close();
  }

  private NoisyBatch prepare(Noise noise, String prediction) {
    Preparation preparation =
        new Preparation(
            scheduler(prediction), noise, DataType.FLOAT32, model.autoencoder(), model.captions());
    NDArray zeros = manager.zeros(new Shape(BATCH, 4, 16, 16));
    List<String> captions = Collections.nCopies(BATCH, "a red apple");
    TrainingBatch batch = TrainingBatch.ofLatents(new Posterior(zeros, zeros), captions);
    try (Recording recording = Recording.begin()) {
      return preparation.prepare(batch, draws(), new StepScope(manager, recording));
    }
  }

  private static SchedulerConfig scheduler(String prediction) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("_class_name", "DDPMScheduler").put("beta_schedule", "scaled_linear");
    json.put("beta_start", 0.00085).put("beta_end", 0.012).put("prediction_type", prediction);
    return SchedulerConfig.of(json, "test");
  }

  private Draws draws() {
    return new Draws(3, new Draws.Part(0, BATCH, 0, BATCH), kernels);
  }

  @ParameterizedTest
  @ValueSource(strings = {"epsilon", "v_prediction"})
  void minSnrWeightsAreTheOriginals(String prediction) {
    NoisyBatch shown = prepare(new Noise(OptionalDouble.of(GAMMA), 0, 0), prediction);
    float[] times = shown.timestep().toFloatArray();
    float[] weights = shown.weights().orElseThrow().toFloatArray();
    try (ReferenceTensors numbers = ReferenceTensors.open(manager, "train/min-snr")) {
      float[] expected = numbers.get(prediction).toFloatArray();
      for (int i = 0; i < BATCH; i++) {
        float wanted = expected[(int) times[i]];
        assertEquals(wanted, weights[i], 1e-5 * wanted, "at timestep " + times[i]);
      }
    }
  }

  @Test
  void offsetNoiseIsTheSameAllOverAPlane() {
    NDArray plain = prepare(Noise.plain(), "epsilon").target();
    NDArray offset = prepare(new Noise(OptionalDouble.empty(), 0.5, 0), "epsilon").target();
    NDArray planes = draws().normal(manager, "offset", 4, 1, 1);
    NDArray expected = planes.mul(0.5f).broadcast(plain.getShape());
    ReferenceTensors.assertClose(expected, offset.sub(plain), 1e-5);
  }

  @Test
  void captionsAreLeftOutInTheirShareAndNoMore() {
    NDArray text = prepare(new Noise(OptionalDouble.empty(), 0, 0.25), "epsilon").text();
    NDArray empty = prepare(new Noise(OptionalDouble.empty(), 0, 1), "epsilon").text();
    NDArray difference = text.sub(empty).abs().reshape(BATCH, -1).max(new int[] {1});
    long left = difference.lt(1e-6f).countNonzero().getLong();
    assertTrue(left > BATCH / 8 && left < BATCH / 2, left + " of " + BATCH + " are left out");
  }
}
