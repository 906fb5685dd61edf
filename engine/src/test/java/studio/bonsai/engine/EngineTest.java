// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import studio.bonsai.engine.GenerationEvent.Phase;
import studio.bonsai.engine.GenerationEvent.PictureFinished;
import studio.bonsai.engine.GenerationEvent.StepFinished;

/** The public face, on the embedded model. */
class EngineTest {
  private final Engine engine = Engine.open(EmbeddedModel.folder(), EngineOptions.defaults());
  private final List<GenerationEvent> events = new ArrayList<>();

  @AfterEach
  void close() {
    engine.close();
  }

  private static GenerationRequestBuilder redApple() {
    return GenerationRequest.builder("a red apple").steps(2).seed(7);
  }

  private List<GeneratedImage> draw(GenerationRequestBuilder request) {
    int before = heard(PictureFinished.class).size();
    engine.generate(request.build(), events::add, CancelToken.none());
    List<GeneratedImage> all =
        heard(PictureFinished.class).stream().map(PictureFinished::image).toList();
    return all.subList(before, all.size());
  }

  private <E extends GenerationEvent> List<E> heard(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Test
  void drawsAsTheModelFolderLikesIt() {
    GeneratedImage image = draw(GenerationRequest.builder("a red apple").seed(7)).get(0);
    GenerationRequest told = image.request();
    assertEquals(new ImageSize(64, 64), told.size().orElseThrow());
    assertEquals(25, told.steps().orElseThrow());
    assertEquals(2, told.guidanceScale().orElseThrow());
    assertEquals("ddim", told.sampler().orElseThrow());
    assertEquals(25, heard(StepFinished.class).size());
    assertEquals(64, image.pixels().width());
  }

  @Test
  void oneSeesARedApple() {
    int middle =
        draw(GenerationRequest.builder("a red apple").seed(7)).get(0).pixels().colour(32, 38);
    int red = middle >> 16;
    assertTrue(red > 120 && red > 2 * (middle >> 8 & 0xff), Integer.toHexString(middle));
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "others do not tell what this process holds")
  void tellsBeforehandWhatTheMemoryCannotHold() {
    assertEquals(Optional.empty(), engine.shortage(redApple().build()));
    GenerationRequest vast = redApple().size(new ImageSize(4096, 4096)).count(64).batch(64).build();
    MemoryShortage shortage = engine.shortage(vast).orElseThrow();
    assertEquals(engine.estimate(vast).peak(), shortage.needed());
  }

  /** libtorch was loaded, and the model opened, by the thread of the tests. */
  @Test
  void anyThreadMayDraw() throws InterruptedException {
    List<Throwable> failures = new ArrayList<>();
    Thread other = new Thread(() -> draw(redApple()));
    other.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
    other.start();
    other.join();
    assertEquals(List.of(), failures);
    assertEquals(1, heard(PictureFinished.class).size());
  }

  @Test
  void tellsOfEachBatchInOrder() {
    draw(redApple().count(3).batch(2));
    List<String> story = events.stream().map(EngineTest::inAWord).toList();
    assertEquals(
        List.of(
            "reading the prompt",
            "denoising",
            "step 1 of 2 from 0",
            "step 2 of 2 from 0",
            "decoding",
            "picture 0",
            "picture 1",
            "reading the prompt",
            "denoising",
            "step 1 of 2 from 2",
            "step 2 of 2 from 2",
            "decoding",
            "picture 2"),
        story);
  }

  private static String inAWord(GenerationEvent event) {
    if (event instanceof Phase phase) {
      return phase.name();
    }
    if (event instanceof StepFinished step) {
      return "step " + step.step() + " of " + step.steps() + " from " + step.pictureIndex();
    }
    return "picture " + ((PictureFinished) event).image().index();
  }

  @Test
  void everyPictureOfARequestHasTheNextSeed() {
    List<GeneratedImage> images = draw(redApple().count(3).batch(2));
    assertEquals(List.of(7L, 8L, 9L), images.stream().map(GeneratedImage::seed).toList());
    assertEquals(3, images.stream().map(GeneratedImage::pixels).distinct().count());
  }

  @Test
  void stepsTakeTimeAndThenNoneIsLeft() {
    draw(redApple().steps(3));
    List<StepFinished> steps = heard(StepFinished.class);
    assertEquals(3, steps.size());
    steps.forEach(step -> assertTrue(step.stepTime().compareTo(Duration.ZERO) > 0));
    assertTrue(steps.get(0).timeLeft().compareTo(Duration.ZERO) > 0);
    assertEquals(Duration.ZERO, steps.get(2).timeLeft());
    Duration whole = heard(PictureFinished.class).get(0).image().time();
    Duration ofSteps =
        steps.stream().map(StepFinished::stepTime).reduce(Duration.ZERO, Duration::plus);
    assertTrue(whole.compareTo(ofSteps) >= 0, whole + " for steps of " + ofSteps);
  }

  @Test
  void offersPreviewsWhenAskedTo() {
    EngineOptions plain = EngineOptions.defaults();
    EngineOptions watched =
        new EngineOptions(plain.device(), plain.precision(), plain.memory(), plain.threads(), true);
    List<Integer> widths = new ArrayList<>();
    Consumer<GenerationEvent> watcher =
        event -> {
          if (event instanceof StepFinished step) {
            widths.add(step.preview().orElseThrow().get().width());
          }
        };
    try (Engine watching = Engine.open(EmbeddedModel.folder(), watched)) {
      watching.generate(redApple().build(), watcher, CancelToken.none());
    }
    assertEquals(List.of(16, 16), widths);
    draw(redApple());
    assertTrue(heard(StepFinished.class).get(0).preview().isEmpty());
  }

  @Test
  void theSameRequestGivesTheSamePictures() {
    GenerationRequestBuilder request = redApple().sampler("euler-a").count(3).batch(2);
    assertEquals(pixels(draw(request)), pixels(draw(request)));
  }

  @Test
  void anotherEngineGivesTheSamePicture() {
    List<Pixels> here = pixels(draw(redApple()));
    try (Engine other = Engine.open(EmbeddedModel.folder(), EngineOptions.defaults())) {
      assertEquals(here, pixels(Drawing.pictures(other, redApple().build())));
    }
  }

  private static List<Pixels> pixels(List<GeneratedImage> images) {
    return images.stream().map(GeneratedImage::pixels).toList();
  }

  @Test
  void anOpenSeedIsDrawnAndTold() {
    GenerationRequestBuilder open = GenerationRequest.builder("a red apple").steps(2);
    GeneratedImage first = draw(open).get(0);
    assertNotEquals(first.seed(), draw(open).get(0).seed());
    assertEquals(first.pixels(), draw(redApple().seed(first.seed())).get(0).pixels());
  }

  @Test
  void aPicturesProvenanceRepeatsItToTheByte() {
    GeneratedImage second = draw(redApple().count(3).batch(3)).get(1);
    List<GeneratedImage> again = draw(second.provenance().repetition().toBuilder());
    assertEquals(second.pixels(), again.get(second.provenance().placeInBatch()).pixels());
  }

  @Test
  void anEmptyPromptIsAllowed() {
    assertEquals(1, draw(GenerationRequest.builder("").steps(1)).size());
  }

  @Test
  void cancellingEndsAfterTheStep() {
    CancelToken cancel = new CancelToken();
    Consumer<GenerationEvent> canceller =
        event -> {
          events.add(event);
          if (event instanceof StepFinished) {
            cancel.cancel();
          }
        };
    assertThrows(
        CancellationException.class,
        () -> engine.generate(redApple().steps(9).build(), canceller, cancel));
    assertEquals(1, heard(StepFinished.class).size());
    assertEquals(0, heard(PictureFinished.class).size());
  }

  @Test
  void cancellingKeepsThePicturesThatAreDone() {
    CancelToken cancel = new CancelToken();
    Consumer<GenerationEvent> canceller =
        event -> {
          events.add(event);
          if (event instanceof PictureFinished) {
            cancel.cancel();
          }
        };
    assertThrows(
        CancellationException.class,
        () -> engine.generate(redApple().count(3).build(), canceller, cancel));
    assertEquals(1, heard(PictureFinished.class).size());
  }

  @Test
  void drawsOnAfterACancellationAndAfterAListenerThatThrew() {
    List<Pixels> before = pixels(draw(redApple()));
    CancelToken cancelled = new CancelToken();
    cancelled.cancel();
    assertThrows(
        CancellationException.class,
        () -> engine.generate(redApple().build(), event -> {}, cancelled));
    Consumer<GenerationEvent> broken =
        event -> {
          throw new IllegalStateException("listener");
        };
    assertThrows(
        IllegalStateException.class,
        () -> engine.generate(redApple().build(), broken, CancelToken.none()));
    assertEquals(before, pixels(draw(redApple())));
  }

  @Test
  void knowsItsModel() {
    ModelInfo info = engine.info();
    assertEquals("bonsai-emoji", info.name());
    assertTrue(info.parameters() > 1_000_000, () -> info.parameters() + " parameters");
    assertTrue(info.samplers().contains("pndm"), () -> info.samplers().toString());
    assertEquals(16, info.fingerprint().length());
  }

  @Test
  void anUnknownSamplerIsRefusedBeforeAnythingIsTold() {
    Exception refusal =
        assertThrows(IllegalArgumentException.class, () -> draw(redApple().sampler("best")));
    assertTrue(refusal.getMessage().contains("ddim"), refusal.getMessage());
    assertEquals(List.of(), events);
  }

  @Test
  void moreStepsThanTheModelKnowsAreRefused() {
    Exception refusal =
        assertThrows(
            IllegalArgumentException.class, () -> draw(redApple().sampler("lcm").steps(60)));
    assertTrue(refusal.getMessage().contains("50"), refusal.getMessage());
  }

  @Test
  void aStartPictureThatIsNotThereIsNamed() {
    Path missing = Path.of("no-such-picture.png");
    EngineException refusal = assertThrows(EngineException.class, () -> SourceImage.of(missing));
    assertTrue(refusal.getMessage().contains("no-such-picture.png"), refusal.getMessage());
  }
}
