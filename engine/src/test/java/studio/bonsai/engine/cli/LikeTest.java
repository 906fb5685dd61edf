// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.bonsai.engine.EngineOptions;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.MemoryMode;
import studio.bonsai.engine.ModelInfo;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.Precision;
import studio.bonsai.engine.Requests;
import studio.bonsai.engine.picture.PngFile;

/** {@code generate --like}. */
class LikeTest extends CommandLineTest {
  private static final String STRANGER = "a cat\nSteps: 20, Sampler: Euler a, Seed: 1";

  @BeforeEach
  void installTheModelOfAllPictures() throws IOException {
    install("Toy");
  }

  private Path stranger(String settings) throws IOException {
    Pixels pixels = Requests.picture(GenerationRequest.of(""), 0).pixels();
    byte[] png = PngFile.encode(pixels, Map.of("parameters", STRANGER + settings));
    return Files.write(folder.resolve("stranger.png"), png);
  }

  @Test
  void aPictureIsRepeatedToTheByte() throws IOException {
    Path first = draw("a red apple", "--seed", "7", "--steps", "9");
    Path again = draw("--like", first.toString());
    assertEquals("00002-7.png", again.getFileName().toString());
    assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(again));
  }

  @Test
  void aPictureOfABatchIsRepeatedWithinItsBatch() throws IOException {
    assertEquals(0, generate("apple", "--seed", "7", "--count", "5", "--batch", "3"));
    Path fifth = pictures().resolve("00005-11.png");
    Path again = draw("--like", fifth.toString());
    assertArrayEquals(Files.readAllBytes(fifth), Files.readAllBytes(again));
    GenerationRequest repeated = workshop.requests.get(1);
    assertEquals(OptionalLong.of(10), repeated.seed());
    assertEquals(2, repeated.batch());
    assertEquals(1, out.toString().lines().count());
  }

  @Test
  void otherOptionsChangeWhatTheyName() {
    Path first = draw("a red apple", "--seed", "7", "--steps", "9");
    draw("--like", first.toString(), "--steps", "12");
    assertEquals(
        GenerationRequest.builder("a red apple")
            .seed(7)
            .steps(12)
            .build()
            .resolve(workshop.info.defaults(), () -> 0),
        workshop.requests.get(1));
  }

  @Test
  void aPictureIsDrawnAgainAsItWasComputed() {
    Path first = draw("a red apple", "--dtype=float16", "--memory=low", "--threads=3");
    EngineOptions options = workshop.options;
    draw("--like", first.toString());
    assertEquals(options, workshop.options);
    draw("--like", first.toString(), "--steps", "12");
    assertEquals(options, workshop.options);
  }

  @Test
  void whatIsNamedIsComputedOtherwise() {
    Path first = draw("a red apple", "--dtype=float16", "--memory=low", "--threads=3");
    draw("--like", first.toString(), "--dtype=float32", "--memory=balanced", "--threads=1");
    assertEquals(
        new EngineOptions(
            Optional.empty(),
            Optional.of(Precision.FLOAT32),
            MemoryMode.BALANCED,
            OptionalInt.of(1),
            false),
        workshop.options);
  }

  @Test
  void aPromptIsDrawnLikeAPicture() {
    Path first = draw("a red apple", "--seed", "7", "--steps", "9");
    draw("--like", first.toString(), "a pear");
    GenerationRequest request = workshop.requests.get(1);
    assertEquals("a pear", request.prompt());
    assertEquals(OptionalLong.of(7), request.seed());
    assertEquals(OptionalInt.of(9), request.steps());
  }

  @Test
  void aPicturesOwnModelDrawsItAgain() {
    Path first = draw("a red apple");
    draw("--like", first.toString());
    assertEquals(folder.resolve("models/Toy"), workshop.opened);
  }

  @Test
  void anotherModelThanThePicturesIsSaidSo() {
    Path first = draw("a red apple");
    workshop.info =
        new ModelInfo("New", Path.of("new"), "a toy", 1, "0ther", Requests.DEFAULTS, List.of());
    draw("--like", first.toString());
    assertTrue(err.toString().contains("was drawn by the model Toy (feedc0ffee1234)"));
  }

  @Test
  void aPictureOfAModelThatIsNotInstalledWantsOneNamed() throws IOException {
    Path first = draw("a red apple");
    Files.delete(folder.resolve("models/Toy/model_index.json"));
    assertEquals(1, generate("--like", first.toString()));
    assertTrue(err.toString().contains("drawn by the model Toy, which is not installed"));
    assertTrue(err.toString().contains("--model"));
    draw("--like", first.toString(), "--model", "bonsai-emoji");
    assertEquals(2, workshop.requests.size());
  }

  @Test
  void aStrangersModelIsAskedForAsWell() throws IOException {
    draw("--like", stranger(", Model: Toy").toString());
    assertEquals(folder.resolve("models/Toy"), workshop.opened);
    assertEquals(1, generate("--like", stranger(", Model: dreams").toString()));
    assertTrue(err.toString().contains("drawn by the model dreams"), err::toString);
  }

  @Test
  void aStartPictureThatIsGoneIsAskedFor() throws IOException {
    Path init = picture("init.png");
    Path first = draw("apple", "--init", init.toString());
    draw("--like", first.toString());
    Path moved = Files.move(init, folder.resolve("moved.png"));
    assertEquals(1, generate("--like", first.toString()));
    assertTrue(err.toString().contains("was drawn from " + init + ", which is not there"));
    assertTrue(err.toString().contains("with --init"));
    draw("--like", first.toString(), "--init", moved.toString());
    assertEquals(3, workshop.requests.size());
  }

  @Test
  void aMaskThatChangedIsAskedFor() throws IOException {
    Path init = picture("init.png");
    Path mask = picture("mask.png");
    Path first = draw("apple", "--init", init.toString(), "--mask", mask.toString());
    Files.write(mask, new byte[] {1});
    assertEquals(1, generate("--like", first.toString()));
    assertTrue(err.toString().contains("was drawn from " + mask + ", which has changed"));
    assertTrue(err.toString().contains("with --mask"));
    assertEquals(1, workshop.requests.size());
  }

  @Test
  void aPictureThatRemembersNothingCannotBeRepeated() throws IOException {
    assertEquals(1, generate("--like", picture("plain.png").toString()));
    assertTrue(err.toString().contains("does not tell how it was made"));
  }

  @Test
  void aStrangersPictureIsDrawnAgainAsNearAsCanBe() throws IOException {
    draw("--like", stranger("").toString());
    assertEquals("a cat", workshop.requests.get(0).prompt());
    assertEquals(OptionalLong.of(1), workshop.requests.get(0).seed());
  }

  @Test
  void aStrangersPictureThatBeganWithAPictureWantsThatPicture() throws IOException {
    assertEquals(1, generate("--like", stranger(", Denoising strength: 0.6").toString()));
    assertTrue(err.toString().contains("name that picture with --init"), err::toString);
    assertTrue(workshop.requests.isEmpty());
  }

  @Test
  void aStrangersStrengthIsThatOfThePictureNamed() throws IOException {
    Path init = picture("init.png");
    String like = stranger(", Denoising strength: 0.6").toString();
    draw("--like", like, "--init", init.toString());
    draw("--like", like, "--init", init.toString(), "--strength", "0.3");
    assertEquals(0.6, workshop.requests.get(0).start().orElseThrow().strength());
    assertEquals(0.3, workshop.requests.get(1).start().orElseThrow().strength());
  }

  @Test
  void aStrengthOfAnEnlargementIsNoStart() throws IOException {
    draw("--like", stranger(", Denoising strength: 0.6, Hires upscale: 2").toString());
    assertTrue(workshop.requests.get(0).start().isEmpty());
  }
}
