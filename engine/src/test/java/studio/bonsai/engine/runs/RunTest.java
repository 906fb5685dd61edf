// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.DeviceName;
import studio.bonsai.engine.EmbeddedModel;
import studio.bonsai.engine.Engine;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.EngineOptions;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.ModelMaker;
import studio.bonsai.engine.PauseSwitch;
import studio.bonsai.engine.TrainingEvent;
import studio.bonsai.engine.TrainingEvent.StepFinished;
import studio.bonsai.engine.TrainingRequest;
import studio.bonsai.engine.TrainingRequest.Diffusion;
import studio.bonsai.engine.TrainingRequest.Distillation;
import studio.bonsai.engine.TrainingRequest.Goal;
import studio.bonsai.engine.TrainingRequest.PictureCoding;
import studio.bonsai.engine.TrainingRequest.Pictures;

class RunTest {
  private static final Optional<DeviceName> CPU = Optional.of(DeviceName.cpu());
  private static final int STEPS = 5;

  @TempDir private Path folder;

  private Path pictures() {
    return SmallRuns.pictures(folder.resolve("pictures"));
  }

  private static void train(TrainingRequest request, Path run, Consumer<TrainingEvent> listener) {
    ModelMaker.train(request, run, CPU, listener, new PauseSwitch(), CancelToken.none());
  }

  private Path unbroken() {
    Path run = folder.resolve("unbroken");
    train(SmallRuns.request(pictures(), STEPS), run, event -> {});
    return run;
  }

  private static String losses(Path run) throws IOException {
    return Files.readString(run.resolve("losses.csv"));
  }

  @Test
  void aCancelledAndResumedRunIsTheUnbrokenOneToTheLastDigit() throws IOException {
    Path run = folder.resolve("cancelled");
    CancelToken cancel = new CancelToken();
    Consumer<TrainingEvent> listener =
        event -> {
          if (event instanceof StepFinished step && step.step() == 3) {
            cancel.cancel();
          }
        };
    TrainingRequest request = SmallRuns.request(pictures(), STEPS);
    assertThrows(
        CancellationException.class,
        () -> ModelMaker.train(request, run, CPU, listener, new PauseSwitch(), cancel));
    assertEquals(4, losses(run).lines().count());
    List<TrainingEvent> events = new ArrayList<>();
    ModelMaker.resume(run, CPU, events::add, new PauseSwitch(), CancelToken.none());
    Path unbroken = unbroken();
    assertEquals(losses(unbroken), losses(run));
    String weights = "model/unet/diffusion_pytorch_model.safetensors";
    assertEquals(-1, Files.mismatch(unbroken.resolve(weights), run.resolve(weights)));
    assertEquals(2, events.stream().filter(StepFinished.class::isInstance).count());
    assertThrows(
        EngineException.class,
        () -> ModelMaker.resume(run, CPU, e -> {}, new PauseSwitch(), CancelToken.none()));
  }

  @Test
  void aKilledAndResumedRunIsTheUnbrokenOneToTheLastDigit() throws Exception {
    Path run = folder.resolve("killed");
    Path pictures = pictures();
    kill(run, pictures, "StepFinished", 3);
    kill(run, pictures, "StepFinished", 1);
    kill(run, pictures, "Finished", 1);
    assertEquals(losses(unbroken()), losses(run));
    assertTrue(Files.exists(run.resolve("model/model_index.json")));
  }

  /** Kills the process with SIGKILL when it has told of an event so many times. */
  private static void kill(Path run, Path pictures, String event, int times) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-Dbonsai.assets=" + System.getProperty("bonsai.assets"),
                "-cp",
                System.getProperty("java.class.path"),
                RunProcess.class.getName(),
                run.toString(),
                pictures.toString(),
                Integer.toString(STEPS))
            .redirectErrorStream(true)
            .start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      int seen = 0;
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
        if (line.equals(event) && ++seen == times) {
          // The process's own method would close the stream that is read here.
          assertTrue(process.toHandle().destroyForcibly());
        }
      }
      assertEquals(times, seen, lines::toString);
    }
    process.waitFor();
  }

  @Test
  void aRunWhoseLossIsLostStopsAndSaysWhatToDo() {
    Path run = folder.resolve("lost");
    TrainingRequest request =
        SmallRuns.request(new PictureCoding(EmbeddedModel.folder(), true), pictures(), 60, 10);
    EngineException e = assertThrows(EngineException.class, () -> train(request, run, event -> {}));
    assertTrue(e.getMessage().contains("lower learning rate"), e::getMessage);
    assertFalse(Files.exists(run.resolve("model")));
  }

  @Test
  void aDistilledStudentIsAModelThatDraws() throws IOException {
    Path run = folder.resolve("student");
    List<StepFinished> steps = new ArrayList<>();
    TrainingRequest request =
        SmallRuns.request(
            new Distillation(EmbeddedModel.folder(), "tiny", 1, 1, 0.5, true), pictures(), 3, 1e-4);
    train(
        request,
        run,
        event -> {
          if (event instanceof StepFinished step) {
            steps.add(step);
          }
        });
    assertEquals(List.of("task", "output", "feature"), List.copyOf(steps.get(0).terms().keySet()));
    assertEquals(
        "step,loss,task,output,feature,learning_rate,gradient_norm",
        losses(run).lines().findFirst().orElseThrow());
    assertTrue(Files.readString(run.resolve("losses.svg")).contains("feature"));
    try (Stream<Path> checkpoints = Files.list(run.resolve("checkpoints"))) {
      assertEquals(2, checkpoints.count());
    }
    assertEquals("BK-SDM Tiny, small widths", Engine.inspect(run.resolve("model")).architecture());
    try (Engine engine = Engine.open(run.resolve("model"), EngineOptions.defaults())) {
      engine.generate(
          GenerationRequest.of("a red square").toBuilder().steps(2).build(),
          event -> {},
          CancelToken.none());
    }
  }

  /**
   * Several captions a picture, of which one is drawn at each sight, and some left out; each of two
   * workers sees one picture.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCacheChangesNoDigitOfTheLosses(boolean textLearns) throws IOException {
    Path data = pictures();
    Files.delete(data.resolve("metadata.csv"));
    StringBuilder table = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      table.append(
          "{\"file_name\": \"%d.png\", \"text\": [\"a square\", \"number %d\", \"red\"]}\n"
              .formatted(i, i));
    }
    Files.writeString(data.resolve("metadata.jsonl"), table);
    Goal goal = new Diffusion(EmbeddedModel.folder(), textLearns, false, Optional.empty());
    TrainingRequest plain = SmallRuns.request(goal, data, STEPS, 1e-4);
    Pictures pictures = new Pictures(data, 32, false, true, Optional.of(folder.resolve("cache")));
    Path without = folder.resolve("without");
    Path with = folder.resolve("with");
    train(plain, without, event -> {});
    train(new TrainingRequest(goal, pictures, plain.settings(), List.of()), with, event -> {});
    assertEquals(losses(without), losses(with));
  }

  @Test
  void aFreshAutoencoderMakesLatentsOfDeviationOne() throws IOException {
    Path run = folder.resolve("coding");
    Goal goal = new PictureCoding(EmbeddedModel.folder(), true);
    train(SmallRuns.request(goal, pictures(), 2, 1e-4), run, event -> {});
    String config = Files.readString(run.resolve("model/vae/config.json"));
    assertNotEquals(Files.readString(EmbeddedModel.folder().resolve("vae/config.json")), config);
    assertTrue(Files.exists(run.resolve("model/vae/diffusion_pytorch_model.safetensors")));
  }

  @Test
  void aRunDoesNotOverwriteAnother() {
    Path run = unbroken();
    EngineException e =
        assertThrows(
            EngineException.class,
            () -> train(SmallRuns.request(pictures(), STEPS), run, event -> {}));
    assertTrue(e.getMessage().contains("--resume"), e::getMessage);
  }

  @Test
  void aRunIsNotTrainedTwiceAtOnce() {
    Path run = folder.resolve("busy");
    List<String> told = new ArrayList<>();
    Consumer<TrainingEvent> listener =
        event -> {
          if (event instanceof StepFinished) {
            EngineException e =
                assertThrows(
                    EngineException.class,
                    () ->
                        ModelMaker.resume(
                            run, CPU, x -> {}, new PauseSwitch(), CancelToken.none()));
            told.add(e.getMessage());
          }
        };
    train(SmallRuns.request(pictures(), 1), run, listener);
    assertTrue(told.get(0).contains("Another training is at work"), told::toString);
  }

  @Test
  void aCheckpointOfAnotherModelIsTold() throws IOException {
    Path run = unbroken();
    Path other = folder.resolve("other");
    TrainingRequest request =
        SmallRuns.request(
            new Distillation(EmbeddedModel.folder(), "tiny", 1, 1, 1, false), pictures(), 2, 1e-4);
    train(request, other, event -> {});
    Files.copy(
        run.resolve("checkpoints/step-00000005.safetensors"),
        other.resolve("checkpoints/step-00000009.safetensors"));
    deleteModel(other);
    EngineException e =
        assertThrows(
            EngineException.class,
            () -> ModelMaker.resume(other, CPU, x -> {}, new PauseSwitch(), CancelToken.none()));
    assertTrue(e.getMessage().contains("of another model"), e::getMessage);
  }

  private static void deleteModel(Path run) throws IOException {
    Files.move(run.resolve("model"), run.resolve("model-before"));
  }
}
