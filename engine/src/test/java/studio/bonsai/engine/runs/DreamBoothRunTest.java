// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.DeviceName;
import studio.bonsai.engine.EmbeddedModel;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.LearningRate;
import studio.bonsai.engine.ModelMaker;
import studio.bonsai.engine.PauseSwitch;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.TrainingEvent;
import studio.bonsai.engine.TrainingEvent.CheckpointWritten;
import studio.bonsai.engine.TrainingEvent.ClassPictureDrawn;
import studio.bonsai.engine.TrainingEvent.Notice;
import studio.bonsai.engine.TrainingEvent.StepFinished;
import studio.bonsai.engine.TrainingRequest;
import studio.bonsai.engine.TrainingRequest.DreamBooth;
import studio.bonsai.engine.TrainingRequest.Pictures;
import studio.bonsai.engine.TrainingRequest.Prior;
import studio.bonsai.engine.TrainingSettings;
import studio.bonsai.engine.TrainingSettings.Keeping;
import studio.bonsai.engine.TrainingSettings.Noise;

class DreamBoothRunTest {
  private static final Optional<DeviceName> CPU = Optional.of(DeviceName.cpu());
  private static final String MODEL = "model/unet/diffusion_pytorch_model.safetensors";

  @TempDir private Path folder;

  private final List<TrainingEvent> events = new ArrayList<>();

  private Path photos() {
    return SmallRuns.pictures(folder.resolve("photos"));
  }

  private static DreamBooth goal(Optional<Prior> prior) {
    return new DreamBooth(EmbeddedModel.folder(), "a [V] toy", "q", prior, true, Optional.empty());
  }

  private static Optional<Prior> prior(Path shared, int count) {
    return Optional.of(new Prior("a toy", Optional.of(shared), count, 1));
  }

  private void train(TrainingRequest request, Path run) {
    train(request, run, events::add, CancelToken.none());
  }

  private static void train(
      TrainingRequest request, Path run, Consumer<TrainingEvent> listener, CancelToken cancel) {
    ModelMaker.train(request, run, CPU, listener, new PauseSwitch(), cancel);
  }

  private TrainingRequest request(Optional<Prior> prior, long steps) {
    return SmallRuns.request(goal(prior), photos(), steps, 1e-4);
  }

  private <T extends TrainingEvent> List<T> told(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static String losses(Path run) throws IOException {
    return Files.readString(run.resolve("losses.csv"));
  }

  @Test
  void aRunStoppedAmongItsClassPicturesAndLaterIsTheUnbrokenOneToTheLastDigit() throws IOException {
    Path run = folder.resolve("stopped");
    TrainingRequest request = request(prior(folder.resolve("toys"), 3), 4);
    CancelToken early = new CancelToken();
    assertThrows(
        CancellationException.class,
        () ->
            train(
                request,
                run,
                event -> {
                  if (event instanceof ClassPictureDrawn drawn && drawn.done() == 2) {
                    early.cancel();
                  }
                },
                early));
    CancelToken late = new CancelToken();
    Consumer<TrainingEvent> stop =
        event -> {
          events.add(event);
          if (event instanceof StepFinished step && step.step() == 3) {
            late.cancel();
          }
        };
    assertThrows(
        CancellationException.class,
        () -> ModelMaker.resume(run, CPU, stop, new PauseSwitch(), late));
    ClassPictureDrawn only = told(ClassPictureDrawn.class).get(0);
    assertEquals(List.of(3, 3), List.of(only.done(), only.total()));
    assertEquals(1, told(ClassPictureDrawn.class).size());
    assertEquals(List.of("subject", "class"), terms());
    ModelMaker.resume(run, CPU, events::add, new PauseSwitch(), CancelToken.none());
    // The pictures are there now: the next run of that class and model draws none.
    events.clear();
    Path unbroken = folder.resolve("unbroken");
    train(request, unbroken);
    assertEquals(List.of(), told(ClassPictureDrawn.class));
    assertEquals(losses(unbroken), losses(run));
    assertEquals(-1, Files.mismatch(unbroken.resolve(MODEL), run.resolve(MODEL)));
  }

  private List<String> terms() {
    return List.copyOf(told(StepFinished.class).get(0).terms().keySet());
  }

  @Test
  void picturesOfTheUsersOwnAreUsedAsTheyAre() {
    Path own = SmallRuns.pictures(folder.resolve("mine"));
    train(request(prior(own, 200), 1), folder.resolve("run"));
    assertEquals(List.of(), told(ClassPictureDrawn.class));
    assertTrue(told(Notice.class).get(0).sentence().contains(own.toString()));
    assertFalse(Files.exists(own.resolve("class.json")));
  }

  @Test
  void aLearningRateOfOneStopsTheRunAndKeepsWhatWasWritten() {
    Path run = folder.resolve("lost");
    TrainingSettings settings = request(Optional.empty(), 60).settings();
    TrainingRequest request =
        new TrainingRequest(
            goal(Optional.empty()),
            new Pictures(photos(), 32, false, true, Optional.empty()),
            new TrainingSettings(
                60,
                2,
                1,
                1,
                LearningRate.constant(1),
                settings.optimizer(),
                OptionalDouble.empty(),
                Noise.plain(),
                false,
                settings.precision(),
                new Keeping(1, 2, 1000),
                7),
            List.of());
    EngineException e = assertThrows(EngineException.class, () -> train(request, run));
    assertTrue(e.getMessage().contains("lower learning rate than 1.0"), e::getMessage);
    List<CheckpointWritten> written = told(CheckpointWritten.class);
    Path last = written.get(written.size() - 1).file();
    assertTrue(Files.exists(last));
    assertTrue(e.getMessage().contains(last.toString()), e::getMessage);
    assertFalse(Files.exists(run.resolve("model")));
  }

  @Test
  void aResumeWithOtherSettingsSaysWhichWereChanged() throws IOException {
    Path run = folder.resolve("changed");
    train(request(Optional.empty(), 1), run);
    Files.move(run.resolve("model"), run.resolve("model-before"));
    Path settings = run.resolve("settings.json");
    String before = Files.readString(settings);
    String changed = before.replace("\"rate\" : 1.0E-4", "\"rate\" : 0.01");
    Files.writeString(settings, changed.replace("a [V] toy", "a [V] dog"));
    EngineException e = assertThrows(EngineException.class, () -> resume(run));
    assertTrue(
        e.getMessage()
            .contains(
                "goal.subject was \"a [V] toy\" and is \"a [V] dog\";"
                    + " settings.learningRate.rate was 1.0E-4 and is 0.01."),
        e::getMessage);
    Files.writeString(settings, before.replace("\"steps\" : 1", "\"steps\" : 2"));
    resume(run);
    assertTrue(Files.exists(run.resolve("model/model_index.json")));
  }

  private void resume(Path run) {
    ModelMaker.resume(run, CPU, events::add, new PauseSwitch(), CancelToken.none());
  }

  @Test
  void onePhotoIsEnoughButSaid() throws IOException {
    Path photos = photos();
    Files.delete(photos.resolve("1.png"));
    Files.delete(photos.resolve("2.png"));
    Files.delete(photos.resolve("metadata.csv"));
    TrainingRequest request = SmallRuns.request(goal(Optional.empty()), photos, 1, 1e-4);
    train(request, folder.resolve("one"));
    assertTrue(told(Notice.class).get(0).sentence().startsWith("There is one picture only"));
  }

  @Test
  void oddPhotosAreUsedOrToldOf() throws IOException {
    Path photos = Files.createDirectories(folder.resolve("odd"));
    for (String name : List.of("cmyk.jpg", "animated.gif", "grey16.png")) {
      Files.copy(ReferenceTensors.path("data/" + name), photos.resolve(name));
    }
    Files.write(photos.resolve("broken.jpg"), new byte[] {-1, -40, -1, 0});
    train(SmallRuns.request(goal(Optional.empty()), photos, 2, 1e-4), folder.resolve("run"));
    List<String> sentences = told(Notice.class).stream().map(Notice::sentence).toList();
    assertEquals(2, sentences.size(), sentences::toString);
    assertEquals("animated.gif is animated: its first picture is used.", sentences.get(0));
    assertTrue(sentences.get(1).startsWith("broken.jpg "), sentences::toString);
  }

  @Test
  void photosOfWhichNoneCanBeReadAreNoRun() throws IOException {
    Path photos = Files.createDirectories(folder.resolve("none"));
    Files.write(photos.resolve("broken.jpg"), new byte[] {-1, -40, -1, 0});
    assertComplaint(
        SmallRuns.request(goal(Optional.empty()), photos, 1, 1e-4), "None of the examined");
  }

  @Test
  void foldersAmongThePhotosAreRefused() {
    Path photos = photos();
    assertComplaint(request(prior(photos.resolve("class"), 1), 1), "lies among the photos");
    TrainingRequest fine = request(Optional.empty(), 1);
    EngineException e =
        assertThrows(EngineException.class, () -> train(fine, photos.resolve("run")));
    assertTrue(e.getMessage().contains("Name one outside"), e::getMessage);
    assertFalse(Files.exists(photos.resolve("run")));
  }

  @Test
  void chosenCropsAreWhatIsLearnt() throws IOException {
    Path photos = photos();
    train(SmallRuns.request(goal(Optional.empty()), photos, 1, 1e-4), folder.resolve("whole"));
    Files.writeString(
        photos.resolve("crops.json"), "{\"0.png\": {\"x\": 4, \"y\": 4, \"size\": 8}}");
    train(SmallRuns.request(goal(Optional.empty()), photos, 1, 1e-4), folder.resolve("cropped"));
    double[] losses = told(StepFinished.class).stream().mapToDouble(StepFinished::loss).toArray();
    assertTrue(Math.abs(losses[0] - losses[1]) > 1e-4 * losses[0], "the crop changed nothing");
    Files.writeString(
        photos.resolve("crops.json"), "{\"0.png\": {\"x\": 30, \"y\": 0, \"size\": 8}}");
    events.clear();
    train(SmallRuns.request(goal(Optional.empty()), photos, 2, 1e-4), folder.resolve("beyond"));
    assertTrue(told(Notice.class).get(0).sentence().contains("Choose the crop again"));
  }

  private void assertComplaint(TrainingRequest request, String part) {
    Path run = folder.resolve("refused");
    EngineException e = assertThrows(EngineException.class, () -> train(request, run));
    assertTrue(e.getMessage().contains(part), e::getMessage);
    assertFalse(Files.exists(run));
  }

  @Test
  void aCacheIsRefused() {
    TrainingRequest plain = request(Optional.empty(), 1);
    Pictures cached = new Pictures(plain.pictures().folder(), 32, false, true, Optional.of(folder));
    assertComplaint(
        new TrainingRequest(plain.goal(), cached, plain.settings(), List.of()), "no cache");
  }
}
