// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import studio.bonsai.engine.DeviceName;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.EngineOptions;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.InpaintMask;
import studio.bonsai.engine.MemoryMode;
import studio.bonsai.engine.Precision;
import studio.bonsai.engine.Requests;
import studio.bonsai.engine.SourceImage;
import studio.bonsai.engine.StartImage;
import studio.bonsai.engine.Variation;
import studio.bonsai.engine.picture.PictureMetadata;

class GenerateCommandTest extends CommandLineTest {
  @Test
  void aPromptBecomesAPictureThatRemembersIt() throws IOException {
    Path picture = draw("a red apple");
    assertEquals(List.of("00001-4242.png"), names());
    assertEquals("a red apple", PictureMetadata.read(picture).request().orElseThrow().prompt());
  }

  @Test
  void adviceForTheMachineIsOneLineBesideThePicture() {
    workshop.advice = Optional.of("There is a GPU.");
    draw("a red apple");
    assertEquals("There is a GPU.", err.toString().strip());
    assertEquals(1, out.toString().lines().count());
  }

  @Test
  void theModelIsClosedAgain() {
    draw("a red apple");
    assertTrue(workshop.closed);
  }

  @Test
  void whatIsNotGivenStaysOpen() {
    draw("a red apple");
    assertEquals(List.of(GenerationRequest.of("a red apple")), workshop.requests);
    assertEquals(EngineOptions.defaults(), workshop.options);
  }

  @Test
  void everyOptionReachesTheEngine() throws IOException {
    Path init = picture("init.png");
    Path mask = picture("mask.png");
    String options =
        "--negative blurry --size 64x128 --steps 20 --guidance 3.5 --guidance-rescale 0.7"
            + " --sampler dpm++2m --karras --eta 0.3 --clip-skip 2 --seed -7 --variation-seed 0"
            + " --variation-strength 0.25 --strength 0.6 --feather 4 --count 3 --batch 2";
    String[] args = ("apple " + options + " --init " + init + " --mask " + mask).split(" ");
    assertEquals(0, generate(args), err::toString);
    assertEquals(
        Requests.full().toBuilder()
            .prompt("apple")
            .negativePrompt("blurry")
            .start(new StartImage(SourceImage.of(init), 0.6))
            .mask(new InpaintMask(SourceImage.of(mask), 4))
            .build(),
        workshop.requests.get(0));
  }

  @Test
  @EnabledOnOs(
      value = OS.LINUX,
      disabledReason = "others have no folder that refuses the superuser")
  void aFolderThatTakesNoFilesIsRefusedBeforeAnythingIsDrawn() {
    assertEquals(1, run("generate", "--out", "/proc/self", "apple"));
    assertTrue(err.toString().contains("name another folder"), err.toString());
    assertEquals(List.of(), workshop.requests);
  }

  @Test
  void everyDeviceOptionReachesTheEngine() {
    draw("--device=cuda:1", "--dtype=float16", "--memory=low", "--threads=3", "apple");
    assertEquals(
        new EngineOptions(
            DeviceName.parse("cuda:1"),
            Optional.of(Precision.FLOAT16),
            MemoryMode.LOW,
            OptionalInt.of(3),
            false),
        workshop.options);
  }

  @Test
  void strengthsThatAreNotGivenAreTheUsualOnes() throws IOException {
    draw("--init", picture("init.png").toString(), "--variation-seed", "3", "apple");
    assertEquals(0.8, workshop.requests.get(0).start().orElseThrow().strength());
    assertEquals(
        Optional.of(new Variation(3, Variation.DEFAULT_STRENGTH)),
        workshop.requests.get(0).variation());
  }

  @Test
  void promptsOfAFileFollowThoseOfTheLine() throws IOException {
    Path file = Files.writeString(folder.resolve("p.txt"), "# fruit\na pear\n\n  a plum \n");
    draw("an apple", "--prompts-file", file.toString());
    assertEquals(
        List.of("an apple", "a pear", "a plum"),
        workshop.requests.stream().map(GenerationRequest::prompt).toList());
    assertEquals(3, names().size());
  }

  @Test
  void anEmptyPromptIsDrawn() {
    draw("");
    assertEquals("", workshop.requests.get(0).prompt());
  }

  @Test
  void anEmptyPromptAmongOthersIsASlip() {
    assertEquals(2, generate("an apple", ""));
    assertTrue(err.toString().contains("one of the prompts is empty; leave it out"));
    assertTrue(workshop.requests.isEmpty());
  }

  @Test
  void aNumberThatIsNoneIsSaidWithWhatTheOptionTakes() {
    assertEquals(2, generate("apple", "--steps", "1e3"));
    assertTrue(err.toString().contains("'1e3' is not a whole number"), err::toString);
    assertTrue(err.toString().contains("--steps: Denoising steps, 1 to 1000."), err::toString);
    assertEquals(2, generate("apple", "--guidance", "much"));
    assertTrue(err.toString().contains("'much' is not a number"), err::toString);
  }

  @Test
  void aSeedThatIsTooLargeIsSaidWithItsRange() {
    assertEquals(2, generate("apple", "--seed", "99999999999999999999"));
    assertTrue(
        err.toString().contains("is not within -9223372036854775808 to 9223372036854775807"),
        err::toString);
  }

  @Test
  void aMaskWithoutAPictureNamesTheOption() throws IOException {
    assertEquals(2, generate("apple", "--mask", picture("mask.png").toString()));
    assertTrue(err.toString().contains("--mask needs a picture to start from (--init)"));
    assertEquals(2, generate("apple", "--feather", "2"));
    assertTrue(err.toString().contains("--feather needs a mask (--mask)"));
  }

  @Test
  void aFolderWithinAFileIsRefusedByTheFilesName() throws IOException {
    Path file = Files.createFile(folder.resolve("plain"));
    assertEquals(1, run("generate", "apple", "-o", file + "/pictures"));
    assertEquals(
        "bonsai: " + file + " is a file, not a folder; name another folder.",
        err.toString().strip());
    assertEquals(1, run("generate", "apple", "-o", file + "/apple.png"));
    assertTrue(err.toString().contains(file + " is a file, not a folder"), err::toString);
    assertTrue(workshop.requests.isEmpty());
  }

  @Test
  void nothingToDrawIsMisuse() {
    assertEquals(2, generate());
    assertTrue(err.toString().startsWith("bonsai: nothing to draw; give a prompt"));
  }

  @Test
  void severalPicturesMakeASheet() throws IOException {
    assertEquals(0, generate("apple", "--count", "4", "--seed", "1", "--grid"));
    assertEquals("00005-grid.png", names().get(4));
    assertEquals(130, PictureMetadata.read(pictures().resolve("00005-grid.png")).width());
  }

  @Test
  void aFileMayBeNamed() {
    Path file = folder.resolve("apple.png");
    assertEquals(0, run("generate", "apple", "-o", file.toString()));
    assertEquals(file + System.lineSeparator(), out.toString());
    assertEquals("apple", PictureMetadata.read(file).request().orElseThrow().prompt());
  }

  @Test
  void aNamedFileMayHoldTheSheet() {
    Path file = folder.resolve("sheet.png");
    assertEquals(0, run("generate", "apple", "-c4", "--grid", "-o", file.toString()));
    assertEquals(130, PictureMetadata.read(file).width());
  }

  @Test
  void severalPicturesDoNotFitOneFile() {
    assertEquals(2, run("generate", "apple", "-c2", "-o", folder + "/a.png"));
    assertTrue(err.toString().contains("is one file for 2 pictures"));
    assertTrue(workshop.requests.isEmpty());
  }

  @Test
  void anExistingFileIsRefusedBeforeAnythingIsComputed() throws IOException {
    Path file = picture("mine.png");
    assertEquals(1, run("generate", "apple", "-o", file.toString()));
    assertTrue(err.toString().contains("exists already"));
    assertTrue(workshop.requests.isEmpty());
  }

  @Test
  void aFolderThatIsAFileIsRefusedBeforeAnythingIsComputed() throws IOException {
    Files.createFile(pictures());
    assertEquals(1, generate("apple"));
    assertTrue(err.toString().contains("is a file, not a folder"));
    assertTrue(workshop.requests.isEmpty());
  }

  @Test
  void cancellingKeepsWhatIsDrawn() throws IOException {
    workshop.cancelAfterPictures = 2;
    assertEquals(130, generate("apple", "--count", "5", "--seed", "1"));
    assertEquals(List.of("00001-1.png", "00002-2.png"), names());
    assertEquals("bonsai: cancelled." + System.lineSeparator(), err.toString());
  }

  @Test
  void theWorldsMistakesAreOneSentence() {
    workshop.failure = new EngineException("The GPU is on holiday.");
    assertEquals(1, generate("apple"));
    assertEquals("bonsai: The GPU is on holiday." + System.lineSeparator(), err.toString());
    assertTrue(workshop.closed);
  }

  @Test
  void debugShowsWhereItHappened() {
    workshop.failure = new EngineException("The GPU is on holiday.");
    assertEquals(1, generate("apple", "--debug"));
    assertTrue(err.toString().contains("at studio.bonsai.engine.cli.GenerateCommand"));
  }

  @Test
  void programmingErrorsAreOneSentenceToo() {
    workshop.failure = new IllegalStateException("what?");
    assertEquals(1, generate("apple"));
    assertEquals(1, err.toString().lines().count());
    assertTrue(err.toString().contains("--debug shows where"));
  }

  @Test
  void misuseIsOneSentence() {
    for (String option :
        List.of(
            "--size=65",
            "--steps=0",
            "--steps=many",
            "--device=gpu",
            "--guidance=-1",
            "--strength=0.5",
            "--feather=2",
            "--variation-strength=0.5",
            "--memory=huge",
            "--sampler=best",
            "--threads=0")) {
      assertEquals(2, generate("apple", option), option);
      assertTrue(err.toString().startsWith("bonsai: "), err::toString);
      assertFalse(err.toString().contains("\tat "), err::toString);
    }
    assertTrue(workshop.requests.isEmpty());
  }

  @Test
  void anUnknownModelIsSaidSo() {
    assertEquals(1, generate("apple", "--model", "sd-9"));
    assertTrue(err.toString().contains("There is no model 'sd-9'; installed are: "));
  }

  @Test
  void aLogGetsNoProgress() {
    draw("apple");
    assertEquals("", err.toString());
  }

  @Test
  void aPersonSeesOneLineThatIsRedrawn() {
    terminal = true;
    draw("apple", "--count", "2");
    String first = err.toString().split("\r", -1)[1];
    assertEquals("apple  1/2 [####....................] step 5/25, 2.0 s left", first.strip());
    assertEquals(79, first.length());
    assertTrue(err.toString().endsWith("\r" + " ".repeat(79) + "\r"), "the line is cleared");
  }

  @Test
  void aPreviewIsKeptUpToDate() {
    Path preview = folder.resolve("preview.png");
    draw("apple", "--preview", preview.toString());
    assertEquals(new ImageSize(64, 64).width(), PictureMetadata.read(preview).width());
  }
}
