// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.DeviceName;
import studio.bonsai.engine.EmbeddedModel;
import studio.bonsai.engine.Engine;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.EngineOptions;
import studio.bonsai.engine.GenerationEvent.PictureFinished;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.Likeness;
import studio.bonsai.engine.Lora;
import studio.bonsai.engine.LoraSettings;
import studio.bonsai.engine.LoraSettings.Layers;
import studio.bonsai.engine.ModelMaker;
import studio.bonsai.engine.PauseSwitch;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.TrainingEvent;
import studio.bonsai.engine.TrainingEvent.Finished;
import studio.bonsai.engine.TrainingEvent.StepFinished;
import studio.bonsai.engine.TrainingRequest;
import studio.bonsai.engine.TrainingRequest.Diffusion;
import studio.bonsai.engine.TrainingRequest.DreamBooth;
import studio.bonsai.engine.TrainingRequest.Goal;
import studio.bonsai.engine.picture.PictureDecoder;
import studio.bonsai.engine.weights.Safetensors;

class LoraRunTest {
  private static final Optional<DeviceName> CPU = Optional.of(DeviceName.cpu());
  private static final String PROMPT = "a red apple";
  private static final int STEPS = 4;

  /** Much changes in few steps. */
  private static final double RATE = 1e-2;

  private static final LoraSettings SETTINGS =
      new LoraSettings(
          new Layers(4, 8, List.of("to_q", "to_v")), Optional.of(Layers.ofTextEncoder()));

  @TempDir private Path folder;

  private TrainingRequest request(Goal goal) {
    return SmallRuns.request(goal, SmallRuns.pictures(folder.resolve("pictures")), STEPS, RATE);
  }

  private TrainingRequest request() {
    return request(new Diffusion(EmbeddedModel.folder(), true, false, Optional.of(SETTINGS)));
  }

  private static void train(
      TrainingRequest request, Path run, Consumer<TrainingEvent> listener, CancelToken cancel) {
    ModelMaker.train(request, run, CPU, listener, new PauseSwitch(), cancel);
  }

  private static void resume(Path run) {
    ModelMaker.resume(run, CPU, event -> {}, new PauseSwitch(), CancelToken.none());
  }

  private Path stoppedAfterThree() {
    Path run = folder.resolve("stopped");
    CancelToken cancel = new CancelToken();
    Consumer<TrainingEvent> stop =
        event -> {
          if (event instanceof StepFinished step && step.step() == 3) {
            cancel.cancel();
          }
        };
    assertThrows(CancellationException.class, () -> train(request(), run, stop, cancel));
    return run;
  }

  @Test
  void aStoppedAndResumedRunIsTheUnbrokenOneToTheLastDigit() throws IOException {
    Path run = stoppedAfterThree();
    Path settings = run.resolve("settings.json");
    String own = Files.readString(settings);
    Files.writeString(settings, own.replace("\"rank\" : 4", "\"rank\" : 8"));
    EngineException e = assertThrows(EngineException.class, () -> resume(run));
    assertTrue(e.getMessage().contains("goal.lora.unet.rank was 4 and is 8"), e::getMessage);
    Files.writeString(settings, own);
    resume(run);
    Path unbroken = folder.resolve("unbroken");
    train(request(), unbroken, event -> {}, CancelToken.none());
    for (String file : List.of("losses.csv", "lora.safetensors")) {
      assertEquals(-1, Files.mismatch(unbroken.resolve(file), run.resolve(file)), file);
    }
    assertThrows(EngineException.class, () -> resume(run));
  }

  @Test
  void theFileDrawsWhatTheRunsSamplesShow() throws IOException {
    Path run = folder.resolve("run");
    Path[] result = new Path[1];
    Consumer<TrainingEvent> listener =
        event -> {
          if (event instanceof Finished finished) {
            result[0] = finished.result();
          }
        };
    TrainingRequest silent = request();
    TrainingRequest sampled =
        new TrainingRequest(silent.goal(), silent.pictures(), silent.settings(), List.of(PROMPT));
    train(sampled, run, listener, CancelToken.none());
    assertEquals(run.resolve("lora.safetensors"), result[0]);
    assertFalse(Files.exists(run.resolve("model")));
    byte[] png = Files.readAllBytes(run.resolve("samples/step-00000004-01.png"));
    byte[] sample = PictureDecoder.decode("sample", png, 64).pixels().rgb();
    try (Engine engine = Engine.open(EmbeddedModel.folder(), EngineOptions.defaults())) {
      Likeness changed = Likeness.of(sample, draw(engine, List.of(Lora.of(result[0], 1))));
      Likeness plain = Likeness.of(sample, draw(engine, List.of()));
      // The file is rounded to float16, the sample was not.
      assertTrue(changed.decibels() > 40, () -> changed + " and without " + plain);
      assertTrue(plain.decibels() < 40, () -> changed + " and without " + plain);
    }
  }

  private static Pixels draw(Engine engine, List<Lora> loras) {
    Pixels[] drawn = new Pixels[1];
    engine.generate(
        GenerationRequest.builder(PROMPT).seed(SampleDrawer.SEED).loras(loras).build(),
        event -> {
          if (event instanceof PictureFinished finished) {
            drawn[0] = finished.image().pixels();
          }
        },
        CancelToken.none());
    return drawn[0];
  }

  @Test
  void nothingButTheChangesIsLearnt() throws IOException {
    Path run = stoppedAfterThree();
    try (Safetensors state =
        Safetensors.open(run.resolve("checkpoints/step-00000003.safetensors"))) {
      List<String> others =
          state.entries().keySet().stream()
              .filter(name -> !name.matches(".*\\.lora_[AB]\\.weight|adam\\.steps"))
              .toList();
      assertEquals(List.of(), others);
      assertTrue(Files.size(run.resolve("checkpoints/step-00000003.safetensors")) < 2_000_000);
    }
  }

  @Test
  void aSubjectsFileTellsWhatToCallItBy() {
    DreamBooth goal =
        new DreamBooth(
            EmbeddedModel.folder(),
            "a [V] toy",
            "q",
            Optional.empty(),
            false,
            Optional.of(new LoraSettings(Layers.ofUNet(), Optional.empty())));
    Path run = folder.resolve("subject");
    train(request(goal), run, event -> {}, CancelToken.none());
    try (Safetensors file = Safetensors.open(run.resolve("lora.safetensors"))) {
      assertEquals("a q toy", file.metadata().get("modelspec.trigger_phrase"));
      assertEquals("16", file.metadata().get("ss_network_dim"));
      assertTrue(file.entries().keySet().stream().allMatch(n -> n.startsWith("lora_unet_")));
    }
  }

  @Test
  void settingsOfOlderRunsAreRead() {
    TrainingRequest request = SmallRuns.request(folder, 3);
    ObjectNode json = (ObjectNode) RequestFile.write(request);
    ((ObjectNode) json.get("goal")).remove("lora");
    ((ObjectNode) json.get("settings")).remove("gradientCheckpointing");
    assertEquals(request, RequestFile.read(json, folder));
    assertEquals(request(), RequestFile.read(RequestFile.write(request()), folder));
  }
}
