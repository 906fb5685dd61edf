// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import studio.bonsai.engine.GeneratedImage;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.RequestJson;
import studio.bonsai.engine.Requests;
import studio.bonsai.engine.picture.PngFile;

/** All commands but {@code generate}. */
class CommandsTest extends CommandLineTest {
  private Path picture(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("p.png"), bytes);
  }

  @Test
  void infoTellsHowAPictureWasMade() throws IOException {
    Path png = picture(PngFile.encode(Requests.picture(GenerationRequest.of("a red apple"), 0)));
    assertEquals(0, run("info", png.toString()));
    List<String> lines = out.toString().lines().toList();
    assertEquals("prompt     a red apple", lines.get(0));
    assertTrue(lines.contains("seed       42"), out::toString);
    assertTrue(lines.contains("model      Toy (feedc0ffee1234)"), out::toString);
  }

  @Test
  void infoGivesTheFullRequestToScripts() throws IOException {
    GeneratedImage image = Requests.picture(Requests.full(), 0);
    assertEquals(0, run("info", "--json", picture(PngFile.encode(image)).toString()));
    assertEquals(image.provenance(), RequestJson.readProvenance("info", out.toString().strip()));
  }

  @Test
  void infoShowsWhatOtherProgramsWrote() throws IOException {
    String text = "a cat\nSteps: 20, Sampler: Euler a, Seed: 1";
    GeneratedImage image = Requests.picture(GenerationRequest.of(""), 0);
    Path png = picture(PngFile.encode(image.pixels(), Map.of("parameters", text)));
    assertEquals(0, run("info", png.toString()));
    assertEquals(text, out.toString().strip());
  }

  @Test
  void infoOfAPictureThatRemembersNothingIsNoError() throws IOException {
    GeneratedImage image = Requests.picture(GenerationRequest.of(""), 0);
    Path png = picture(PngFile.encode(image.pixels(), Map.of()));
    assertEquals(0, run("info", png.toString()));
    assertTrue(out.toString().contains("64x64 that does not tell"), out::toString);
  }

  @Test
  void infoOfNoPictureFails() {
    assertEquals(1, run("info", "nowhere.png"));
    assertEquals("bonsai: There is no picture nowhere.png.", err.toString().strip());
  }

  @Test
  void modelsListsWhatIsInstalled() throws IOException {
    install("bk-small");
    install("damaged");
    Files.createDirectories(folder.resolve("models/no-model"));
    assertEquals(0, run("models"));
    List<String> lines = out.toString().lines().toList();
    assertEquals("bk-small                  6.8 M   13.6 MB  A toy", lines.get(1));
    assertTrue(lines.get(2).startsWith("damaged") && lines.get(2).endsWith("It is damaged."));
    List<String> bundled = lines.subList(3, lines.size());
    assertEquals(
        List.of("bonsai-emoji", "bonsai-emoji-base", "bonsai-emoji-small", "bonsai-emoji-tiny"),
        bundled.stream().map(line -> line.substring(0, line.indexOf(' '))).toList());
  }

  @Test
  void modelsThatCanBeFetchedAreListed() throws IOException {
    install("bk-sdm-tiny");
    assertEquals(0, run("models", "--available"));
    assertTrue(out.toString().contains("bk-sdm-base-2m                  579 M  Base, taught"));
    assertTrue(out.toString().matches("(?s).*bk-sdm-tiny .*\\(installed\\).*"), out::toString);
  }

  @Test
  void inspectTellsPartsBlocksAndWork() throws IOException {
    install("bk-small");
    assertEquals(0, run("inspect", "bk-small", "--size", "128"));
    assertTrue(out.toString().contains("unet                6,140,000    12.3 MB  float16"));
    assertTrue(out.toString().contains("all                 6,820,000    13.6 MB"));
    assertTrue(out.toString().contains("down 0: 2 resnets"));
    assertTrue(out.toString().contains("A step at 128x128: 292 M multiply-adds"));
  }

  @Test
  void convertNamesTheNewFolder() throws IOException {
    install("bk-small");
    assertEquals(0, run("convert", "bk-small", "new"));
    assertEquals("new", out.toString().strip());
    assertEquals("It is a toy.", err.toString().strip());
  }

  @Test
  void everyOptionOfConvertReachesTheEngine() throws IOException {
    install("bk-small");
    assertEquals(0, run("convert", "bk-small", "a"));
    assertEquals(
        0, run("convert", "bk-small", "b", "--precision=float16", "--prediction=v", "--ema"));
    assertEquals(
        List.of(
            "bk-small a Optional.empty Optional.empty false",
            "bk-small b Optional[FLOAT16] Optional[true] true"),
        workshop.converted);
  }

  @Test
  void longCommandsEndWhenCancelled() throws IOException {
    install("bk-small");
    cancel.cancel();
    assertEquals(130, run("convert", "bk-small", "new"));
    assertEquals(130, run("benchmark", "bk-small"));
    assertEquals(List.of(), workshop.converted);
  }

  @Test
  void aModelMayBeNamedByItsPath() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    assertEquals(0, run("inspect", elsewhere.toString()));
  }

  @Test
  void everyCommandTeachesWithExamples() {
    for (String command : List.of("generate", "info", "models", "inspect", "convert")) {
      assertEquals(0, run(command, "--help"));
      assertTrue(out.toString().contains("Examples:\n  bonsai "), command);
      assertTrue(out.toString().lines().allMatch(l -> l.length() <= 80), command);
    }
  }

  @Test
  void theVersionIsTheBuilds() {
    assertEquals(0, run("--version"));
    assertTrue(out.toString().matches("bonsai \\d+\\.\\d+\\.\\d+\\S*\\s+"), out::toString);
  }

  @Test
  void aMistypedCommandIsMisuse() {
    assertEquals(2, run("genrate", "apple"));
    assertTrue(err.toString().contains("generate"), err::toString);
    assertFalse(err.toString().contains("\tat "));
  }

  @Test
  void numbersAreShownWithThreeDigits() {
    assertEquals("999", Quantities.count(999));
    assertEquals("1.0 k", Quantities.count(1000));
    assertEquals("860 M", Quantities.count(859_520_964));
    assertEquals("17.7 M", Quantities.count(17_702_000));
    assertEquals("1.0 G", Quantities.count(999_999_999));
    assertEquals("12 B", Quantities.bytes(12));
  }

  @Test
  void timesAreShownAsPeopleSayThem() {
    assertEquals("0.4 s", Quantities.time(Duration.ofMillis(400)));
    assertEquals("10 s", Quantities.time(Duration.ofMillis(9960)));
    assertEquals("3 min 20 s", Quantities.time(Duration.ofSeconds(200)));
    assertEquals("2 h 5 min", Quantities.time(Duration.ofMinutes(125)));
  }

  @Test
  void compressTellsWhatIsLeft() throws IOException {
    Path model = Files.createDirectories(folder.resolve("teacher"));
    Path student = folder.resolve("student");
    assertEquals(
        0, run("compress", model.toString(), "--plan", "tiny", "--out", student.toString()));
    assertEquals(List.of("tiny " + student), workshop.compressed);
    List<String> lines = out.toString().lines().toList();
    assertEquals("of them the U-Net               6.1 M        2.6 M    42.5%", lines.get(2));
    assertEquals(student.toString(), lines.get(6));
  }
}
