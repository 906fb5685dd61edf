// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.dreambooth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.TrainingRequest.Prior;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.kernels.Recording;
import studio.bonsai.engine.sampling.NoiseSchedule;
import studio.bonsai.engine.sampling.SchedulerConfig;
import studio.bonsai.engine.text.TextEncoder;
import studio.bonsai.engine.text.TextEncoderConfig;
import studio.bonsai.engine.text.TextEncoderConfigJson;
import studio.bonsai.engine.train.Leaves;
import studio.bonsai.engine.train.LossTerms;
import studio.bonsai.engine.train.Losses;
import studio.bonsai.engine.train.MasterWeights;
import studio.bonsai.engine.train.NoisyBatch;
import studio.bonsai.engine.train.ReferenceLesson;
import studio.bonsai.engine.train.StepScope;
import studio.bonsai.engine.unet.UNet;
import studio.bonsai.engine.unet.UNetConfig;
import studio.bonsai.engine.unet.UNetConfigJson;
import studio.bonsai.engine.weights.ParameterSource;

/** Held against {@code src/reference/dreambooth.py}. */
class DreamBoothObjectiveTest {
  private static final String UNET = "unet";
  private static final String TEXT = "text_encoder";
  private static final Optional<Prior> PRIOR =
      Optional.of(new Prior("a dog", Optional.empty(), 1, 0.7));

  private final NDManager manager = LibTorch.newManager(Compute.cpu());
  private final Kernels kernels = new Kernels(manager);

  @AfterEach
  void close() {
    kernels.close();
    manager.close();
  }

  /** The networks, and what PyTorch made of them. */
  private final class Setting implements AutoCloseable {
    final ReferenceLesson lesson;
    final ReferenceTensors numbers;
    final TextEncoder encoder;
    final UNet unet;
    final SchedulerConfig scheduler;
    final boolean prior;

    Setting(String name) {
      lesson = new ReferenceLesson(ReferenceTensors.open(manager, "dreambooth/" + name), "");
      numbers = lesson.numbers();
      MasterWeights weights = lesson.weights();
      prior = numbers.config().path("prior").asBoolean();
      boolean learns = numbers.config().path("text").asBoolean();
      scheduler =
          SchedulerConfig.stableDiffusion()
              .with(
                  "prediction_type",
                  numbers.config().path("scheduler").path("prediction_type").asText());
      try (ReferenceTensors net = ReferenceTensors.open(manager, "unet/v1-tiny");
          ReferenceTensors text = ReferenceTensors.open(manager, "text/encoder-quick_gelu")) {
        UNetConfig config = UNetConfigJson.read(net.config(), UNET);
        TextEncoderConfig textConfig = TextEncoderConfigJson.read(text.config(), TEXT);
        UNet first = new UNet(config, weights.from(UNET, copies(net)), kernels);
        ParameterSource words = learns ? weights.from(TEXT, copies(text)) : copies(text);
        TextEncoder frozen = new TextEncoder(textConfig, words, kernels);
        Leaves leaves = lesson.leaves();
        unet = new UNet(first.config(), leaves.at(UNET), kernels);
        encoder = learns ? new TextEncoder(textConfig, leaves.at(TEXT), kernels) : frozen;
      }
    }

    private ParameterSource copies(ReferenceTensors tensors) {
      return (key, shape) -> {
        NDArray array = tensors.weights().get(key, shape);
        return array.duplicate();
      };
    }

    /** The gradients add up in the leaves. */
    Map<String, Float> learn(String batch) {
      try (Recording recording = Recording.begin()) {
        StepScope scope = new StepScope(manager, recording);
        LossTerms terms = objective().loss(batch(batch), ofClass(batch), scope);
        recording.backward(terms.total(), manager.create(1f));
        Map<String, Float> values = new TreeMap<>();
        terms.values().forEach((name, value) -> values.put(name, value.getFloat()));
        values.put("total", terms.total().getFloat());
        return values;
      }
    }

    private DreamBoothObjective objective() {
      return new DreamBoothObjective(
          null, unet, prior ? PRIOR : Optional.empty(), new Losses(kernels));
    }

    /** As in the original: the subject's pictures first. */
    private boolean[] ofClass(String batch) {
      boolean[] ofClass = new boolean[(int) numbers.get(batch + ".ids").getShape().get(0)];
      for (int i = 0; i < ofClass.length; i++) {
        ofClass[i] = prior && i >= ofClass.length / 2;
      }
      return ofClass;
    }

    private NoisyBatch batch(String name) {
      NDArray latents = numbers.get(name + ".latents");
      NDArray noise = numbers.get(name + ".noise");
      NDArray timesteps = numbers.get(name + ".timesteps");
      int[] times = IntStream.of(timesteps.toType(DataType.INT32, false).toIntArray()).toArray();
      NoiseSchedule schedule = scheduler.noiseSchedule();
      return new NoisyBatch(
          schedule.addNoise(latents, noise, times),
          timesteps.toType(DataType.FLOAT32, false),
          encoder.encode(numbers.get(name + ".ids"), 1),
          schedule.target(scheduler.prediction(), latents, noise, times),
          Optional.empty());
    }

    @Override
    public void close() {
      lesson.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"prior-text", "prior", "alone-text", "alone"})
  void lossesAndAllGradientsAreTheOriginals(String name) {
    try (Setting setting = new Setting(name)) {
      Map<String, Float> terms = setting.learn("b");
      assertEquals(setting.prior ? 3 : 2, terms.size());
      for (String term : setting.prior ? List.of("subject", "class") : List.of("subject")) {
        float want = setting.numbers.get(term).getFloat();
        assertEquals(want, terms.get(term), 1e-5 * want, term);
      }
      setting.lesson.compare("g.", setting.lesson.gradients(), 200, 1e-4, 1e-4);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"prior-text", "prior", "alone-text", "alone"})
  void stepsOfAdamWOverBothNetworksAreTheOriginals(String name) {
    try (Setting setting = new Setting(name)) {
      setting.lesson.compareSteps(
          step -> setting.learn("b" + step).get("total"), step -> {}, kernels, manager);
    }
  }

  @Test
  void workersWhoseHalvesDifferSumUpToTheSame() {
    try (Setting setting = new Setting("prior")) {
      double sum = 0;
      double wanted;
      try (Recording recording = Recording.begin()) {
        NoisyBatch whole = setting.batch("b");
        StepScope scope = new StepScope(manager, recording);
        boolean[] all = {false, false, true, true};
        wanted = setting.objective().loss(whole, all, scope).total().getFloat();
        // One worker with three pictures, one with the last.
        sum += 0.75 * part(setting, whole, 0, 3, new boolean[] {false, false, true}, scope);
        sum += 0.25 * part(setting, whole, 3, 4, new boolean[] {true}, scope);
      }
      assertEquals(wanted, sum, 1e-5 * wanted);
    }
  }

  private static double part(
      Setting setting, NoisyBatch whole, int from, int to, boolean[] ofClass, StepScope scope) {
    NDIndex rows = new NDIndex().addSliceDim(from, to);
    NoisyBatch part =
        new NoisyBatch(
            whole.latent().get(rows),
            whole.timestep().get(rows),
            whole.text().get(rows),
            whole.target().get(rows),
            Optional.empty());
    return setting.objective().loss(part, ofClass, scope).total().getFloat();
  }
}
